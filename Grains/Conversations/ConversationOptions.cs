using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Grains.Conversations;

/// <summary>Rules of conversations that an operator may set, under <c>Conversations</c>.</summary>
public sealed class ConversationOptions
{
    /// <summary>Most edits that a recall can name, whatever is set.</summary>
    public const int MostEdits = 1_000;

    /// <summary>How long a sender may recall a message, in seconds of server time. 0 to 31,536,000; default 120.</summary>
    [Range(0, 31_536_000)]
    public int RecallSeconds { get; set; } = 120;

    /// <summary>How long a sender may edit a message, in seconds of server time. 0 to 31,536,000; default 86,400, a day.</summary>
    [Range(0, 31_536_000)]
    public int EditSeconds { get; set; } = 86_400;

    /// <summary>Most edits of one message: a recall names them all. 1 to <see cref="MostEdits"/>; default 200.</summary>
    [Range(1, MostEdits)]
    public int EditsPerMessage { get; set; } = 200;

    /// <summary>The longest that a message which expires may stand once it was read, in seconds. 1 to 31,536,000; default 604,800, a week.</summary>
    [Range(1, 31_536_000)]
    public int ExpireSeconds { get; set; } = 604_800;

    /// <summary>Most different reactions on one message. 1 to 1,000; default 20.</summary>
    [Range(1, 1_000)]
    public int ReactionsPerMessage { get; set; } = 20;

    /// <summary>Most reactions of one member on one message. 1 to 1,000; default 5.</summary>
    [Range(1, 1_000)]
    public int ReactionsPerMember { get; set; } = 5;

    /// <summary>A conversation with more members than this fans out to gateways. 2 to 100,000; default 500.</summary>
    [Range(2, 100_000)]
    public int LargeAbove { get; set; } = 500;

    /// <summary>And returns to fan-out by member when it has no more than this. 1 to LargeAbove; default 400.</summary>
    [Range(1, 100_000)]
    public int SmallAgainAt { get; set; } = 400;

    /// <summary>Most members of a group. 2 to 1,000,000; default 100,000.</summary>
    [Range(2, 1_000_000)]
    public int MaxMembers { get; set; } = 100_000;

    /// <summary>Most admins of a group, its owner not counted. 1 to 1,000; default 100.</summary>
    [Range(1, 1_000)]
    public int MaxAdmins { get; set; } = 100;

    /// <summary>True if users may write directly only to those who are their contacts. Default false.</summary>
    public bool RequireFriendship { get; set; }

    /// <summary>Messages of one conversation that may wait for the disk; above, senders are told to wait. 1 to 100,000; default 2,048.</summary>
    [Range(1, 100_000)]
    public int MaxUncommitted { get; set; } = 2_048;
}
