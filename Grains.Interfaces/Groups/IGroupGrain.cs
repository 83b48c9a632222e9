using OrleansIm.Grains.Interfaces.Conversations;

namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>A group: its settings, and the way to its membership. Key: <see cref="GrainKeys.Conversation"/> of its conversation.</summary>
[GrainInterfaceType("im.group"), Alias("im.IGroupGrain")]
public interface IGroupGrain : IGrainWithStringKey
{
    /// <summary>Makes the group. Repeating it by the same owner answers the first outcome as a duplicate.</summary>
    [Alias("Create")]
    ValueTask<ActionResult> CreateAsync(string owner, string name, string[] members);

    [Alias("Invite")]
    ValueTask<ActionResult> InviteAsync(string by, string[] users);

    [Alias("Leave")]
    ValueTask<ActionResult> LeaveAsync(string user);
}
