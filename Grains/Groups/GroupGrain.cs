using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;

namespace OrleansIm.Grains.Groups;

/// <summary>Settings of a group in grain storage; its members live in the conversation's log.</summary>
[GrainType("im.group")]
internal sealed class GroupGrain(
    [PersistentState("group")] IPersistentState<GroupState> group, TimeProvider time, ILogger<GroupGrain> logger)
    : Grain, IGroupGrain
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
            if (!await Guard.RunAsync(logger, this.GetPrimaryKeyString(), false, WriteAsync))
            {
                // Whether it was written is unknown, or somebody else wrote it: the next call finds an activation that reads anew.
                DeactivateOnIdle();
                return ActionResult.Refused(ErrorCode.Busy, "The group can't be made at the moment. Please try again.");
            }
        }

        return await Conversation.FoundAsync(owner, group.State.Name, members);
    }

    public ValueTask<ActionResult> InviteAsync(string by, string[] users) =>
        group.RecordExists ? Conversation.AddAsync(by, users) : new ValueTask<ActionResult>(NoSuchGroup());

    public ValueTask<ActionResult> LeaveAsync(string user) =>
        group.RecordExists ? Conversation.LeaveAsync(user) : new ValueTask<ActionResult>(NoSuchGroup());

    private async ValueTask<bool> WriteAsync()
    {
        await group.WriteStateAsync();
        return true;
    }

    private static ActionResult NoSuchGroup() => ActionResult.Refused(ErrorCode.NotFound, "There is no such conversation.");
}
