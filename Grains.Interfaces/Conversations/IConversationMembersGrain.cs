using Orleans.Concurrency;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Groups;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A group's conversation as the group grain sees it: membership and its tips are entries of the same log.</summary>
[GrainInterfaceType("im.conversation.members"), Alias("im.IConversationMembersGrain")]
public interface IConversationMembersGrain : IGrainWithStringKey
{
    /// <summary>Writes the first entry with the first members. On a conversation that has entries it answers the first one again, as a duplicate.</summary>
    [Alias("Found")]
    ValueTask<ActionResult> FoundAsync(string owner, string name, string[] members);

    /// <summary>Adds members; those already in are left alone. Only a member may.</summary>
    [Alias("Add")]
    ValueTask<ActionResult> AddAsync(string by, string[] users);

    /// <summary>The user leaves.</summary>
    [Alias("Leave")]
    ValueTask<ActionResult> LeaveAsync(string user);

    /// <summary>Adds members, by the way that the admission says; those already in are left alone.</summary>
    [Alias("Admit")]
    ValueTask<ActionResult> AdmitAsync(Admission admission);

    /// <summary>What the conversation knows of the group.</summary>
    [Alias("Look"), ReadOnly]
    ValueTask<GroupFacts> LookAsync(string user);

    /// <summary>A page of the members whose names come after <paramref name="after"/> (null: from the first).</summary>
    [Alias("Members"), ReadOnly]
    ValueTask<GroupMembersPage> MembersAsync(string user, string? after, int limit);

    /// <summary>Which of these users are no members.</summary>
    [Alias("Outside"), ReadOnly]
    ValueTask<string[]> OutsideAsync(string[] users);

    /// <summary>Those who may let others in: owner and admins.</summary>
    [Alias("Doorkeepers"), ReadOnly]
    ValueTask<string[]> DoorkeepersAsync();

    /// <summary>Whether the user may do something in the group.</summary>
    [Alias("May"), ReadOnly]
    ValueTask<ActionResult> MayAsync(string user, GroupAction action);

    /// <summary>Which of these are messages that the user sees and that nobody took back.</summary>
    [Alias("Shown")]
    ValueTask<long[]> ShownAsync(string user, long[] seqs);

    /// <summary>Writes a tip, once for each key. Whoever calls has asked before whether it may be done.</summary>
    [Alias("Tell")]
    ValueTask<ActionResult> TellAsync(GroupNews news);

    /// <summary>Removes members. Who is none is left alone.</summary>
    [Alias("Kick")]
    ValueTask<ActionResult> KickAsync(string by, string[] users);

    /// <summary>Makes a member an admin, or an admin a member.</summary>
    [Alias("Appoint")]
    ValueTask<ActionResult> AppointAsync(string by, string user, MemberRole role);

    /// <summary>Hands the group over to another member; the former owner is an admin then, as far as there may be one more.</summary>
    [Alias("Transfer")]
    ValueTask<ActionResult> TransferAsync(string by, string user);

    /// <summary>Everybody leaves at once.</summary>
    [Alias("Dissolve")]
    ValueTask<ActionResult> DissolveAsync(string by);

    /// <summary>A member may not write before a time, Unix milliseconds; 0 lets it.</summary>
    [Alias("Mute")]
    ValueTask<ActionResult> MuteAsync(string by, string user, long until);

    /// <summary>Only moderators may write, or all again.</summary>
    [Alias("MuteAll")]
    ValueTask<ActionResult> MuteAllAsync(string by, bool on);

    /// <summary>Others than moderators may write once in so many seconds; 0 for as often as they like.</summary>
    [Alias("Slow")]
    ValueTask<ActionResult> SlowAsync(string by, int seconds);
}
