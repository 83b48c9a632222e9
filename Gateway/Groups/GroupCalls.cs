using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Groups;

/// <summary>
/// Requests to a group: the way there, tried again within a bound, and the answer. What is about settings and joining goes
/// to the group, what is about its members straight to its conversation.
/// </summary>
internal sealed class GroupCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    public ValueTask<ServerFrame?> CallAsync<TCall>(
        ClientSession session, string re, string group, TCall call, Func<IGroupGrain, TCall, ValueTask<ActionResult>> act) =>
        ActAsync(session, re, group, Grain<IGroupGrain>(group), call, act);

    public ValueTask<ServerFrame?> SeatAsync<TCall>(
        ClientSession session, string re, string group, TCall call,
        Func<IConversationMembersGrain, TCall, ValueTask<ActionResult>> act) =>
        ActAsync(session, re, group, Grain<IConversationMembersGrain>(group), call, act);

    /// <summary>Asks for something that is no act.</summary>
    /// <param name="group">Of which group.</param>
    /// <param name="call">With what.</param>
    /// <param name="ask">How.</param>
    /// <param name="codeOf">The outcome in an answer.</param>
    public ValueTask<TAnswer> AskAsync<TGrain, TCall, TAnswer>(
        string group, TCall call, Func<TGrain, TCall, ValueTask<TAnswer>> ask, Func<TAnswer, ErrorCode> codeOf)
        where TGrain : IGrainWithStringKey => retries.ExecuteAsync(
            static async (state, _) =>
            {
                var answer = await state.ask(state.grain, state.call);
                BusyException.ThrowIf(state.codeOf(answer));
                return answer;
            },
            (ask, codeOf, grain: Grain<TGrain>(group), call));

    private TGrain Grain<TGrain>(string group)
        where TGrain : IGrainWithStringKey => grains.GetGrain<TGrain>(GrainKeys.Conversation(ConversationId.Group(group)));

    private async ValueTask<ServerFrame?> ActAsync<TGrain, TCall>(
        ClientSession session, string re, string group, TGrain grain, TCall call, Func<TGrain, TCall, ValueTask<ActionResult>> act)
    {
        var result = await retries.ExecuteAsync(
            static async (state, _) => ConversationCalls.Demand(await state.act(state.grain, state.call)), (act, grain, call));
        if (result.Code != ErrorCode.None)
        {
            return ConversationCalls.Refusal(re, result.Code, result.Message);
        }

        var conversation = ConversationId.Group(group);
        if (!result.Pending)
        {
            session.Writes.Wrote(conversation, result.Seq);
        }

        return new GroupReceipt(re, group, conversation, result.Seq, result.Time, result.Dup, result.Pending);
    }
}
