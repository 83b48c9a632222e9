using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Operations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Media;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Conversations;

/// <summary>Drafts become messages: acceptance, commit, fan-out; and a repeated client id finds its first outcome, however old.</summary>
internal sealed class Messages(
    Ownership ownership, IMessageLog log, LogWriter writer, FanOut fanOut, MuteList mutes, IMediaStore media, HotConversations hot, TimeProvider time, ConversationOptions options)
{
    /// <summary>How often a batch is tried again within one call after old client ids have torn it.</summary>
    private const int Attempts = 4;

    private const string MutedText = "You can't send messages here at the moment.";

    /// <summary>Whether the user could write something new now; having to wait for one's turn in a slow group is no refusal.</summary>
    public async ValueTask<ActionResult> MayWriteAsync(string user)
    {
        await ownership.LookAsync();
        var access = ownership.State.MayWrite(user);
        return access.Member is not { } member ? ActionResult.Refused(access.Refusal, access.Message!)
            : mutes.Covers(user, ownership.State.Id)
                || ownership.State.Order.RestraintOf(member, time.GetUtcNow().ToUnixTimeMilliseconds()).Code == ErrorCode.Muted
                ? ActionResult.Refused(ErrorCode.Muted, MutedText)
            : ActionResult.Done(0, 0);
    }

    /// <summary>Stores what can be stored. Results stand in the order of the drafts; those not reached say <c>busy</c>.</summary>
    public async ValueTask<AppendResult[]> AppendAsync(AppendRequest request)
    {
        using var span = BatchTraces.Span(request, ownership.State.Id);
        var results = new AppendResult[request.Drafts.Length];
        Array.Fill(results, Busy());
        await ownership.LookAsync();
        if (ownership.State.MayLook(request.User) is { Member: null } stranger)
        {
            Array.Fill(results, AppendResult.Refused(stranger.Refusal, stranger.Message!));
            return results;
        }

        Dictionary<string, LogEntry>? old = null;
        if (ownership.State.Peers?.RefusalOf(request.User) is { } refusal)
        {
            // The other side won't have it: not even the right to write is taken for it.
            await writer.SettleAsync();
            await FindOldAsync(request, 0, old = new(StringComparer.Ordinal));
            AnswerRefused(request, old, refusal.Refusal, refusal.Message!, results);
            return results;
        }

        await ownership.TakeAsync();
        var muted = mutes.Covers(request.User, ownership.State.Id);
        if (muted || IsKeptFromWriting(request))
        {
            // Who left, is muted, not wanted or has to wait writes nothing new, so no commit would show that a client id is an old one. What it sent last
            // is waited for: from then on everything of its own is in the log.
            await writer.SettleAsync();
            await FindOldAsync(request, 0, old = new(StringComparer.Ordinal));
        }

        if (muted)
        {
            AnswerRefused(request, old!, ErrorCode.Muted, MutedText, results);
            return results;
        }

        var done = 0;
        for (var attempt = 0; attempt < Attempts && done < results.Length; attempt++)
        {
            await ownership.TakeAsync();
            var (status, reached) = await AttemptAsync(request, done, old, results);
            if (status == AppendStatus.Committed)
            {
                done = reached;
                break;
            }

            if (status == AppendStatus.Fenced)
            {
                break;
            }

            await ownership.TakeAsync();
            await FindOldAsync(request, done, old ??= new(StringComparer.Ordinal));
        }

        Array.Fill(results, Busy(), done, results.Length - done);
        return results;
    }

    private static AppendResult Busy() =>
        AppendResult.Refused(ErrorCode.Busy, "The conversation is busy. Please try again.");

    /// <summary>True if some of the drafts will be refused, so that it has to be known which of them are old ones.</summary>
    private bool IsKeptFromWriting(AppendRequest request)
    {
        var order = ownership.State.Order;
        return ownership.State.MayLook(request.User).Member is { } member
            && (ownership.State.MayWrite(request.User).Member is null || order.RestraintOf(member, time.GetUtcNow().ToUnixTimeMilliseconds()).Code != ErrorCode.None
                || (order.Rules.SlowSeconds > 0 && request.Drafts.Length > 1));
    }

    /// <summary>What is in the log already is answered as ever; nothing is added.</summary>
    private static void AnswerRefused(
        AppendRequest request, Dictionary<string, LogEntry> old, ErrorCode code, string message, AppendResult[] results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = old.TryGetValue(request.Drafts[i].ClientId, out var before)
                ? ResultOf(Conversation.Repeated(before, request.Drafts[i]))
                : AppendResult.Refused(code, message);
        }
    }

    private static AppendResult ResultOf(in Accepted accepted) => accepted.Entry is { } entry
        ? AppendResult.Taken(entry.Seq, entry.Time, dup: !accepted.IsNew)
        : AppendResult.Refused(accepted.Refusal, accepted.Message!, (int)accepted.RetryAfter);

    /// <summary>Accepts and commits the drafts from <paramref name="first"/> on, as far as there is room.</summary>
    private async ValueTask<(AppendStatus Status, int Reached)> AttemptAsync(
        AppendRequest request, int first, Dictionary<string, LogEntry>? old, AppendResult[] results)
    {
        var state = ownership.State;
        var generation = ownership.Generation;
        if (old is null && IsKeptFromWriting(request))
        {
            // Only since this call began: which of them are old ones is not known yet.
            return (AppendStatus.Duplicate, first);
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        List<LogEntry>? entries = null;
        var traces = new BatchTraces(request);
        var known = false;
        var index = first;
        for (; index < request.Drafts.Length && state.Head - state.Committed < options.MaxUncommitted; index++)
        {
            var draft = request.Drafts[index];
            var accepted = old is not null && old.TryGetValue(draft.ClientId, out var before)
                ? Conversation.Repeated(before, draft)
                : draft.Expire > options.ExpireSeconds
                ? Accepted.Refused(ErrorCode.Invalid, $"'expire' must be at most {options.ExpireSeconds} seconds.")
                : state.Accept(request.User, draft, now);
            results[index] = ResultOf(accepted);
            if (accepted.IsNew)
            {
                (entries ??= []).Add(accepted.Entry!);
                traces.Takes(accepted.Entry!, index);
            }
            else
            {
                known |= accepted.Entry is not null;
            }
        }

        if (entries is not null)
        {
            hot.Note(state.Id, entries.Count);
            return (await CommitAsync(state, entries, traces, request.Session), index);
        }

        if (known && state.Head > state.Committed)
        {
            // A known entry may itself still be on its way to the disk: its receipt waits for it.
            await writer.SettleAsync();
        }

        return (generation == ownership.Generation ? AppendStatus.Committed : AppendStatus.Fenced, index);
    }

    private ValueTask<AppendStatus> CommitAsync(Conversation state, List<LogEntry> entries, BatchTraces traces, string session) =>
        writer.WriteAsync(
            state,
            new ConversationAppend
            {
                Conversation = state.Id,
                Epoch = 0,
                Entries = entries,
                Members = FirstMembers(state, entries[0]),
                Traces = traces.Taken,
            },
            entry =>
            {
                if (MediaIds.Of(entry.Kind, entry.Content) is { Count: > 0 } shown)
                {
                    media.Hold(shown, MessageId.Of(state.Id, entry.Seq));
                }

                fanOut.Entry(state, entry, session, state.Large, [], traces.Of(entry));
            });

    /// <summary>The two sides of a direct conversation become members with its first entry.</summary>
    private static MemberChange[] FirstMembers(Conversation state, LogEntry first) =>
        first.Seq == 1 && !state.IsGroup
            ? [.. state.Members.Select(member => new MemberChange(member.User, member.Role, 0, 0))]
            : [];

    /// <summary>
    /// Looks up in the log which drafts are old acquaintances. The conversation remembers some of them for the next call; this
    /// call remembers all, since a batch may hold more of them than the conversation keeps.
    /// </summary>
    private async ValueTask FindOldAsync(AppendRequest request, int first, Dictionary<string, LogEntry> old)
    {
        for (var index = first; index < request.Drafts.Length; index++)
        {
            var clientId = request.Drafts[index].ClientId;
            if (old.ContainsKey(clientId))
            {
                continue;
            }

            if (ownership.State.FindCommitted(request.User, clientId) is { } recent)
            {
                old[clientId] = recent;
            }
            else if (await log.FindAsync(ownership.State.Id, request.User, clientId, CancellationToken.None) is { } entry)
            {
                old[clientId] = entry;
                ownership.State.RememberOld(entry);
            }
        }
    }
}
