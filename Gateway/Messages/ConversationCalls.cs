using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using Polly;

namespace OrleansIm.Gateway.Messages;

/// <summary>Requests about a conversation: the way there, tried again within a bound, and the answer.</summary>
internal sealed class ConversationCalls(IGrainFactory grains, ResiliencePipeline retries, LostAnswers answers)
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
        ClientSession session, string conversation, long seq, Func<IConversationGrain, MemberAction, ValueTask<ActionResult>> act) =>
        !IsThinkable(conversation, session.Facts.User)
            ? new ValueTask<ActionResult>(NotFound)
            : CallAsync(
                grains.Conversation(conversation), new MemberAction(session.Facts.User, session.Facts.Session, seq), act,
                static result => (result.Code, result.Message));

    public ValueTask<ActionResult> ActAsync<TAction>(
        string conversation, string user, TAction action, Func<IConversationActsGrain, TAction, ValueTask<ActionResult>> act) =>
        !IsThinkable(conversation, user)
            ? new ValueTask<ActionResult>(NotFound)
            : CallAsync(ActsOf(conversation), action, act, static result => (result.Code, result.Message));

    public ValueTask<HistoryResult> HistoryAsync(string conversation, HistoryRequest request) =>
        !IsThinkable(conversation, request.User)
            ? new ValueTask<HistoryResult>(new HistoryResult(NotFound.Code, NotFound.Message, [], More: false))
            : AskAsync(
                grains.Conversation(conversation), request, static (grain, call) => grain.HistoryAsync(call),
                static result => (result.Code, result.Message));

    public ValueTask<VersionsResult> VersionsAsync(string conversation, VersionsRequest request) =>
        !IsThinkable(conversation, request.User)
            ? new ValueTask<VersionsResult>(new VersionsResult(NotFound.Code, NotFound.Message, [], More: false))
            : AskAsync(
                ActsOf(conversation), request, static (grain, call) => grain.VersionsAsync(call),
                static result => (result.Code, result.Message));

    public ValueTask<CopyResult> CopyAsync(string conversation, CopyRequest request) =>
        !IsThinkable(conversation, request.User)
            ? new ValueTask<CopyResult>(new CopyResult(NotFound.Code, NotFound.Message, []))
            : AskAsync(
                ActsOf(conversation), request, static (grain, call) => grain.CopyAsync(call),
                static result => (result.Code, result.Message));

    public ValueTask<HideResult> HideAsync(string conversation, HideAction action) =>
        !IsThinkable(conversation, action.User)
            ? new ValueTask<HideResult>(HideResult.Refused(NotFound.Code, NotFound.Message!))
            : CallAsync(
                ActsOf(conversation), action, static (grain, call) => grain.HideAsync(call),
                static result => (result.Code, result.Message));

    public ValueTask<ReadersResult> ReadersAsync(ClientSession session, string conversation, long seq) =>
        !IsThinkable(conversation, session.Facts.User)
            ? new ValueTask<ReadersResult>(ReadersResult.Refused(NotFound.Code, NotFound.Message!))
            : AskAsync(
                grains.Conversation(conversation), new MemberAction(session.Facts.User, session.Facts.Session, seq),
                static (grain, call) => grain.ReadersAsync(call), static result => (result.Code, result.Message));

    /// <summary>Stores all of them; the client ids make it safe to call again for the rest when only some were taken.</summary>
    public ValueTask<AppendResult[]> AppendAsync(string conversation, AppendRequest request) =>
        !IsThinkable(conversation, request.User)
            ? new ValueTask<AppendResult[]>([AppendResult.Refused(NotFound.Code, NotFound.Message!)])
            : AskAsync(
                grains.Conversation(conversation), request, static (grain, call) => grain.AppendAsync(call),
                static results => Array.Find(results, static result => result.Code == ErrorCode.Busy) is { Code: ErrorCode.Busy } busy
                    ? (busy.Code, busy.Message)
                    : (ErrorCode.None, null));

    /// <summary>Calls, and calls again while the answer is that it is busy, within the bound.</summary>
    private ValueTask<TResult> CallAsync<TGrain, TCall, TResult>(
        TGrain grain, TCall call, Func<TGrain, TCall, ValueTask<TResult>> act, Func<TResult, (ErrorCode Code, string? Message)> codeOf) =>
        retries.ExecuteAsync(
            static async (state, _) =>
            {
                var result = await state.act(state.grain, state.call);
                var (code, message) = state.codeOf(result);
                BusyException.ThrowIf(code, message);
                return result;
            },
            (grain, call, act, codeOf));

    /// <summary>The same for what changes nothing, or nothing twice: not even the order of two such calls matters.</summary>
    private ValueTask<TResult> AskAsync<TGrain, TCall, TResult>(
        TGrain grain, TCall call, Func<TGrain, TCall, ValueTask<TResult>> ask, Func<TResult, (ErrorCode Code, string? Message)> codeOf) =>
        CallAsync(
            grain, (answers, call, ask),
            static (grain, lost) => lost.answers.CallAsync(static it => it.ask(it.grain, it.call), (grain, lost.call, lost.ask)), codeOf);

    private IConversationActsGrain ActsOf(string conversation) =>
        grains.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation));

    /// <summary>The conversation that a user means.</summary>
    public static string NameOf(in Target to, string user) => to switch
    {
        { User: { } peer } => ConversationId.Direct(user, peer),
        { Group: { } group } => ConversationId.Group(group),
        _ => to.Conversation!,
    };

    /// <summary>A direct conversation of others is refused here: it never reaches, or wakes, a grain.</summary>
    public static bool IsThinkable(string conversation, string user) =>
        ConversationId.IsGroup(conversation) || ConversationId.PeerOf(conversation, user) is not null;
}
