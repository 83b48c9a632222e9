using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Expiries;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Conversations;

/// <summary>Looking into a conversation: ranges of the log, and read cursors.</summary>
internal sealed class Reads(
    Ownership ownership, IMessageLog log, IPersonalStore personal, IRevisionStore revisions, IReactionStore reactions, CursorWriter cursors,
    Expirations expirations, FanOut fanOut, TimeProvider time)
{
    /// <summary>Bytes of messages in one answer; a frame to a client may have 512 KiB.</summary>
    private const int MaxBytes = 400 * 1024;

    public async ValueTask<HistoryResult> HistoryAsync(HistoryRequest request)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayLook(request.User) is not { Member: { } member })
        {
            var refusal = state.MayLook(request.User);
            return new HistoryResult(refusal.Refusal, refusal.Message, [], More: false);
        }

        var ceiling = member.Ceiling(state.Committed);
        return request.After >= 0
            ? await ForwardAsync(request, member, Math.Max(request.After, member.Floor), ceiling)
            : await BackwardAsync(request, member, request.Before > 0 ? Math.Min(request.Before, ceiling + 1) : ceiling + 1);
    }

    public async ValueTask<ActionResult> ReadAsync(MemberAction action)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayLook(action.User) is not { Member: { } member })
        {
            var refusal = state.MayLook(action.User);
            return ActionResult.Refused(refusal.Refusal, refusal.Message!);
        }

        var ceiling = member.Ceiling(state.Committed);
        var seq = Math.Min(action.Seq, ceiling);
        var moves = seq > member.ReadSeq;
        await expirations.StartAsync(state, member, Math.Max(seq, member.ReadSeq));
        if (moves)
        {
            var counted = await CountedAtAsync(state, seq);
            await cursors.SaveReadAsync(new ReadCursor(state.Id, action.User, seq));
            var moved = false;
            ownership.Amend(now => moved |= now.MayLook(action.User).Member?.Read(seq, counted) ?? false);
            if (moved && ownership.State.MayLook(action.User).Member is { } reader)
            {
                (state, member) = (ownership.State, reader);
                var countedAtLeaving = member.IsIn ? 0 : await CountedAtAsync(state, member.Ceiling(state.Committed));
                fanOut.Read(state, member, action.Session, countedAtLeaving, action.Quiet);
            }
        }

        return ActionResult.Done(member.ReadSeq, time.GetUtcNow().ToUnixTimeMilliseconds(), dup: !moves);
    }

    private async ValueTask<long> CountedAtAsync(Conversation state, long seq) =>
        seq == state.Committed ? state.CommittedCounted
        : state.Recent(seq) is { } entry ? entry.Counted
        : await log.CountedAtAsync(state.Id, seq, CancellationToken.None);

    private async ValueTask<HistoryResult> ForwardAsync(HistoryRequest request, Member member, long after, long ceiling)
    {
        var id = ownership.State.Id;
        var entries = after >= ceiling ? []
            : member.HiddenSeq > after ? await personal.ReadForwardAsync(request.User, id, after, ceiling, request.Limit + 1, CancellationToken.None)
            : await log.ReadForwardAsync(id, after, ceiling, request.Limit + 1, CancellationToken.None);
        var items = await EncodeAsync([.. entries.Take(request.Limit)], member, newestFirst: false);
        return new HistoryResult(ErrorCode.None, null, items, More: items.Length < entries.Count);
    }

    private async ValueTask<HistoryResult> BackwardAsync(HistoryRequest request, Member member, long before)
    {
        var (id, floor) = (ownership.State.Id, member.Floor);
        var entries = floor + 1 >= before ? []
            : member.HiddenSeq > floor ? await personal.ReadBackwardAsync(request.User, id, before, floor, request.Limit + 1, CancellationToken.None)
            : await log.ReadBackwardAsync(id, before, floor, request.Limit + 1, CancellationToken.None);
        var items = await EncodeAsync([.. entries.TakeLast(request.Limit)], member, newestFirst: true);
        return new HistoryResult(ErrorCode.None, null, items, More: items.Length < entries.Count);
    }

    /// <summary>What members have reacted comes with one question for all of them; who has left is not told what came after.</summary>
    private async ValueTask<MessageItem[]> EncodeAsync(IReadOnlyList<LogEntry> entries, Member member, bool newestFirst)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var (user, leftSeq) = (member.User, member.LeftSeq);
        entries = await personal.AsShownAsync(user, entries, Math.Max(member.Floor, member.HiddenSeq));
        if (leftSeq > 0)
        {
            return Encode(await revisions.AsSeenAsync(ownership.State.Id, entries, leftSeq), null, user, newestFirst);
        }

        var sums = await reactions.SumsAsync(ownership.State.Id, entries[0].Seq, entries[^1].Seq, user, CancellationToken.None);
        return Encode(entries, sums, user, newestFirst);
    }

    /// <summary>Encodes what fits, from the end that was asked for; the result ascends.</summary>
    private static MessageItem[] Encode(
        IReadOnlyList<LogEntry> entries, IReadOnlyDictionary<long, IReadOnlyList<ReactionSum>>? sums, string user, bool newestFirst)
    {
        var items = new List<MessageItem>(entries.Count);
        var bytes = 0;
        for (var i = 0; i < entries.Count && bytes < MaxBytes; i++)
        {
            var entry = entries[newestFirst ? entries.Count - 1 - i : i];
            var item = MessageJson.ToItem(entry);
            if (entry.SendersId is { } clientId && string.Equals(entry.Sender, user, StringComparison.Ordinal))
            {
                item = item with { Json = MessageJson.WithClientId(item.Json, clientId) };
            }

            if (sums is not null && entry.RecalledBy is null && sums.TryGetValue(entry.Seq, out var reacted))
            {
                item = item with { Json = MessageJson.WithReactions(item.Json, reacted) };
            }

            items.Add(item);
            bytes += item.Json.Length;
        }

        if (newestFirst)
        {
            items.Reverse();
        }

        return [.. items];
    }
}
