namespace OrleansIm.Storage.Log;

/// <summary>Mentioned users as one column: one name a line, since no name contains a line break.</summary>
public static class MentionList
{
    public static string? Write(IReadOnlyList<string>? mentions) =>
        mentions is null or { Count: 0 } ? null : string.Join('\n', mentions);

    public static IReadOnlyList<string>? Read(string? column) =>
        string.IsNullOrEmpty(column) ? null : column.Split('\n');
}
