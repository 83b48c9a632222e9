using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>A group: its settings, and the way to its membership. Key: <see cref="GrainKeys.Conversation"/> of its conversation.</summary>
[GrainInterfaceType("im.group"), Alias("im.IGroupGrain")]
public interface IGroupGrain : IGrainWithStringKey
{
    /// <summary>Makes the group. Repeating it by the same owner answers the first outcome as a duplicate.</summary>
    [Alias("Create")]
    ValueTask<ActionResult> CreateAsync(string owner, string name, string[] members);

    /// <summary>Brings others in, or proposes them where the group wants approval.</summary>
    [Alias("Invite")]
    ValueTask<ActionResult> InviteAsync(string by, string[] users);

    [Alias("Leave")]
    ValueTask<ActionResult> LeaveAsync(string user);

    /// <summary>What the group is, as the user may know it.</summary>
    [Alias("Info")]
    ValueTask<GroupSheet> InfoAsync(string user);

    [Alias("Rename")]
    ValueTask<ActionResult> RenameAsync(string by, string name);

    [Alias("Announce")]
    ValueTask<ActionResult> AnnounceAsync(string by, string text);

    [Alias("Portrait")]
    ValueTask<ActionResult> PortraitAsync(string by, string portrait);

    /// <summary>How one joins, and how many older entries newcomers may look up (-1: all); null leaves it.</summary>
    [Alias("Set")]
    ValueTask<ActionResult> SetAsync(string by, JoinBy? joinBy, int? history);

    /// <summary>Pins a message that the user sees, or takes the pin away.</summary>
    [Alias("Pin")]
    ValueTask<ActionResult> PinAsync(string by, long seq, bool on);

    /// <summary>A user asks to be let in. Pending if an admin has to answer; a stranger to whom the group is closed learns nothing.</summary>
    [Alias("Join")]
    ValueTask<ActionResult> JoinAsync(string user, string? link, string text);

    /// <summary>The link by which one joins, valid until a time (0: as it is, or a week); or there is none any more.</summary>
    [Alias("Link")]
    ValueTask<GroupLink> LinkAsync(string by, long expires, bool revoke);

    /// <summary>Answers a request to join.</summary>
    [Alias("Approve")]
    ValueTask<ActionResult> ApproveAsync(string by, string user, bool accept);

    /// <summary>A page of the open requests, by name.</summary>
    [Alias("Requests")]
    ValueTask<JoinRequestsPage> RequestsAsync(string by, string? after, int limit);
}
