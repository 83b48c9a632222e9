namespace OrleansIm.Cli.Client;

/// <summary>What the contract takes for a name, so that a slip is noticed before anybody is asked.</summary>
internal static class Ids
{
    public const string Rule = "1 to 64 letters (A-Z, a-z), digits, dots, dashes and underscores";

    /// <summary>A user, a device or a group.</summary>
    public static bool IsId(string text) =>
        text.Length is >= 1 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>What can be opened: a user, <c>g:ID</c>, or the full name of a conversation of two.</summary>
    public static bool IsPlace(string text) => text.Split(':') switch
    {
        [var user] => IsId(user),
        ["g", var group] => IsId(group),
        ["d", var first, var second] => IsId(first) && IsId(second),
        _ => false,
    };
}
