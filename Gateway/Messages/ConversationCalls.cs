using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Messages;

/// <summary>Requests about a conversation: the way there, tried again within a bound, and the answer.</summary>
internal sealed class ConversationCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    private const int BusyRetryMilliseconds = 1000;

    private static readonly ActionResult NotFound =
        ActionResult.Refused(ErrorCode.NotFound, "There is no such conversation.");

    public static ErrorFrame Refusal(string? re, ErrorCode code, string? message) =>
        new(re, code, message ?? string.Empty, code == ErrorCode.Busy ? BusyRetryMilliseconds : 0);

    public static ServerFrame? Answer(string? re, string action, string conversation, in ActionResult result, long target) =>
        result.Code != ErrorCode.None ? Refusal(re, result.Code, result.Message)
        : re is null ? null
        : new ActionReceipt(re, action, conversation, result.Seq, result.Time, target);

    /// <summary>Passes a result on, unless it asks to be called again.</summary>
    /// <exception cref="BusyException">It does.</exception>
    public static ActionResult Demand(in ActionResult result)
    {
        BusyException.ThrowIf(result.Code, result.Message);
        return result;
    }

    public ValueTask<ActionResult> ActAsync(
        ClientSession session, string conversation, long seq, Func<IConversationGrain, MemberAction, ValueTask<ActionResult>> act)
    {
        if (!IsThinkable(conversation, session.Facts.User))
        {
            return new ValueTask<ActionResult>(NotFound);
        }

        var grain = grains.Conversation(conversation);
        var action = new MemberAction(session.Facts.User, session.Facts.Session, seq);
        return retries.ExecuteAsync(
            static async (call, _) => Demand(await call.act(call.grain, call.action)), (act, grain, action));
    }

    public ValueTask<HistoryResult> HistoryAsync(string conversation, HistoryRequest request)
    {
        if (!IsThinkable(conversation, request.User))
        {
            return new ValueTask<HistoryResult>(new HistoryResult(NotFound.Code, NotFound.Message, [], More: false));
        }

        var grain = grains.Conversation(conversation);
        return retries.ExecuteAsync(
            static async (call, _) =>
            {
                var result = await call.grain.HistoryAsync(call.request);
                BusyException.ThrowIf(result.Code, result.Message);
                return result;
            },
            (grain, request));
    }

    /// <summary>A direct conversation of others is refused here: it never reaches, or wakes, a grain.</summary>
    private static bool IsThinkable(string conversation, string user) =>
        ConversationId.IsGroup(conversation) || ConversationId.PeerOf(conversation, user) is not null;
}
