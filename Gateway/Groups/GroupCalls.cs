using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Groups;

/// <summary>Requests to a group: the way there, tried again within a bound, and the answer.</summary>
internal sealed class GroupCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    public async ValueTask<ServerFrame?> CallAsync<TCall>(
        ClientSession session, string re, string conversation, TCall call, Func<IGroupGrain, TCall, ValueTask<ActionResult>> act)
    {
        var grain = grains.GetGrain<IGroupGrain>(GrainKeys.Conversation(conversation));
        var result = await retries.ExecuteAsync(
            static async (state, _) => ConversationCalls.Demand(await state.act(state.grain, state.call)), (act, grain, call));
        session.Writes.Wrote(conversation, result.Seq);
        return result.Code == ErrorCode.None
            ? new GroupReceipt(re, ConversationId.GroupOf(conversation), conversation, result.Seq, result.Time, result.Dup)
            : ConversationCalls.Refusal(re, result.Code, result.Message);
    }
}
