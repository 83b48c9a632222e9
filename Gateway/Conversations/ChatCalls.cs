using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Conversations;

/// <summary>Requests to the user's own side of its conversations: the way there, tried again within a bound, and the answer.</summary>
internal sealed class ChatCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    public async ValueTask<ServerFrame?> CallAsync<TCall>(
        ClientSession session, string? re, string conversation, TCall call, Func<IUserChatsGrain, TCall, ValueTask<ChatOutcome>> act)
    {
        var outcome = await CallAsync(session, call, act);
        return outcome.State is not { } state ? ConversationCalls.Refusal(re, outcome.Code, outcome.Message)
            : re is null ? null
            : new ConversationReceipt(re, conversation, Summaries.ToSettings(state));
    }

    private ValueTask<ChatOutcome> CallAsync<TCall>(
        ClientSession session, TCall call, Func<IUserChatsGrain, TCall, ValueTask<ChatOutcome>> act) => retries.ExecuteAsync(
        static async (state, _) =>
        {
            var outcome = await state.act(state.grain, state.call);
            BusyException.ThrowIf(outcome.Code, outcome.Message);
            return outcome;
        },
        (act, grain: grains.GetGrain<IUserChatsGrain>(GrainKeys.User(session.Facts.User)), call));
}
