using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Users;

/// <summary>
/// What the user does with its conversations for itself: first it is durable, then it is in the list, then its other sessions are told.
/// </summary>
internal sealed class PersonalActs(string user, List<UserSession> sessions, UserChats list, IPersonalStore store, GatewayOutboxes outboxes)
{
    private static readonly ChatOutcome NotFound = ChatOutcome.Refused(ErrorCode.NotFound, "There is no such conversation.");

    public ValueTask<ChatOutcome> SetAsync(string session, string conversation, SettingsChange change) =>
        ActAsync(session, conversation, chat => chat.Personal.With(change, chat.View.ReadSeq),
            (_, state) => store.SaveSettingsAsync(user, conversation, state, CancellationToken.None));

    /// <summary>Told to the other sessions only if there was a mark.</summary>
    public async ValueTask<ChatOutcome> UnmarkAsync(string session, string conversation) =>
        await list.FindAsync(conversation) is { } chat && !chat.Personal.IsMarked(chat.View.ReadSeq)
            ? new ChatOutcome(ErrorCode.None, null, chat.ToState())
            : await SetAsync(session, conversation, new SettingsChange(null, null, null, UnreadMark: false));

    public ValueTask<ChatOutcome> RemoveAsync(string session, string conversation, long known) =>
        ActAsync(session, conversation, chat => chat.Personal with { Removed = true, RemovedSeq = Math.Max(known, chat.View.Head) },
            (_, state) => store.RemoveAsync(user, conversation, state.RemovedSeq, CancellationToken.None));

    public async ValueTask<HiddenPage> HiddenAsync(string conversation, long after, int limit)
    {
        if (await list.FindAsync(conversation) is null)
        {
            return new HiddenPage(ErrorCode.NotFound, [], More: false);
        }

        var seqs = await store.LoadHiddenAsync(user, conversation, after, limit + 1, CancellationToken.None);
        return new HiddenPage(ErrorCode.None, [.. seqs.Take(limit)], More: seqs.Count > limit);
    }

    public ValueTask<ChatOutcome> DraftAsync(string session, string conversation, string text, long known) =>
        ActAsync(session, conversation,
            chat => chat.Personal with { Draft = text.Length > 0 ? text : null, DraftSeq = Math.Max(Math.Max(known, chat.View.Head), chat.Personal.DraftSeq) },
            (_, state) => store.SaveDraftAsync(user, conversation, state.DraftSeq, state.Draft, CancellationToken.None));

    /// <summary>The message of the user's own at <paramref name="seq"/> was the draft. Whoever reads it meanwhile sees that, too.</summary>
    public async ValueTask DropDraftAsync(string conversation, long seq) =>
        await store.SaveDraftAsync(user, conversation, seq - 1, text: null, CancellationToken.None);

    private async ValueTask<ChatOutcome> ActAsync(
        string session, string conversation, Func<Chat, PersonalState> next, Func<Chat, PersonalState, ValueTask<bool>> save)
    {
        if (await list.FindAsync(conversation) is not { } chat)
        {
            return NotFound;
        }

        var state = next(chat);
        if (!await save(chat, state))
        {
            return NotFound;
        }

        chat.Personal = state;
        return Told(chat, session);
    }

    private ChatOutcome Told(Chat chat, string session)
    {
        var state = chat.ToState();
        new SessionPushes(user, sessions, outboxes).Chat(chat.Conversation, state, session);
        return new ChatOutcome(ErrorCode.None, null, state);
    }
}
