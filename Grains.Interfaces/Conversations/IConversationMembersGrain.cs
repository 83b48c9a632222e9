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
}
