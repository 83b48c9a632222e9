namespace OrleansIm.Grains.Interfaces;

/// <summary>
/// Keys of grains. Each starts with a letter that is no hexadecimal digit or has a colon in it: the relational grain storage
/// reads keys that look like numbers or GUIDs as such, and would let "face" and "FACE" share one row.
/// </summary>
public static class GrainKeys
{
    /// <summary>Key of the one board.</summary>
    public const string Board = "o:board";

    /// <summary>Key of the one list of mutes.</summary>
    public const string Mutes = "o:mutes";

    /// <summary>Key of the one list of rules of upgrades.</summary>
    public const string Upgrades = "o:upgrades";

    public static string User(string user) => "u:" + user;

    /// <summary>Key of a conversation and of the group behind it.</summary>
    public static string Conversation(string conversation) => "c:" + conversation;

    /// <summary>What the key stands for, without its prefix.</summary>
    public static string NameOf(string key) => key[2..];
}
