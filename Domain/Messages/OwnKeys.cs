namespace OrleansIm.Domain.Messages;

/// <summary>
/// What stands in place of a client id where the server itself writes an entry that must be there once. It begins with a mark that no
/// client's id can have, so nobody takes its place; and nobody is shown it.
/// </summary>
public static class OwnKeys
{
    /// <summary>What each of them begins with.</summary>
    public const string Mark = "\u0001";

    public static bool Is(string clientId) => clientId.StartsWith(Mark, StringComparison.Ordinal);
}
