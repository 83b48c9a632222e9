using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;

namespace OrleansIm.Grains.Groups;

/// <summary>Settings of a group in grain storage; its members live in the conversation's log.</summary>
[GrainType("im.group")]
internal sealed class GroupGrain(
    [PersistentState("group")] IPersistentState<GroupState> group, TimeProvider time) : Grain, IGroupGrain
{
    private IConversationMembersGrain Conversation =>
        GrainFactory.GetGrain<IConversationMembersGrain>(this.GetPrimaryKeyString());

    public async ValueTask<ActionResult> CreateAsync(string owner, string name, string[] members)
    {
        if (group.RecordExists && !string.Equals(group.State.CreatedBy, owner, StringComparison.Ordinal))
        {
            return ActionResult.Refused(ErrorCode.Conflict, "This group exists already.");
        }

        if (!group.RecordExists)
        {
            // Settings first: a crash before the conversation is founded leaves a group that a repeated request completes.
            group.State = new GroupState
            {
                Name = name,
                CreatedBy = owner,
                CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            await group.WriteStateAsync();
        }

        return await Conversation.FoundAsync(owner, group.State.Name, members);
    }

    public ValueTask<ActionResult> InviteAsync(string by, string[] users) =>
        group.RecordExists ? Conversation.AddAsync(by, users) : new ValueTask<ActionResult>(NoSuchGroup());

    public ValueTask<ActionResult> LeaveAsync(string user) =>
        group.RecordExists ? Conversation.LeaveAsync(user) : new ValueTask<ActionResult>(NoSuchGroup());

    private static ActionResult NoSuchGroup() => ActionResult.Refused(ErrorCode.NotFound, "There is no such conversation.");
}
