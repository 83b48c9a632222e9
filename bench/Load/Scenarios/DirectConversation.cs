namespace OrleansIm.Load.Scenarios;

/// <summary>The conversation of two users.</summary>
internal static class DirectConversation
{
    public static string Of(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? $"d:{one}:{other}" : $"d:{other}:{one}";

    public static string To(string user) => $$"""{"user":"{{user}}"}""";
}
