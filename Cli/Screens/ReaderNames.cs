namespace OrleansIm.Cli.Screens;

/// <summary>Readers in few words, however many there are.</summary>
internal static class ReaderNames
{
    private const int Named = 3;

    public static string Of(IReadOnlyList<string> users) => users.Count <= Named
        ? string.Join(", ", users)
        : $"{string.Join(", ", users.Take(Named))} and {users.Count - Named} more";
}
