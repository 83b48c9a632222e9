using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Conversations;

/// <summary>Looking into a conversation: ranges of the log, and read cursors.</summary>
internal sealed class Reads(
    Ownership ownership, IMessageLog log, IRevisionStore revisions, IReactionStore reactions, CursorWriter cursors, FanOut fanOut,
    TimeProvider time)
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
            ? await ForwardAsync(request, Math.Max(request.After, member.Floor), ceiling, member.LeftSeq)
            : await BackwardAsync(request, member.Floor, member.LeftSeq, request.Before > 0 ? Math.Min(request.Before, ceiling + 1) : ceiling + 1);
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
        if (moves)
        {
            var counted = await CountedAtAsync(state, seq);
            await cursors.SaveReadAsync(new ReadCursor(state.Id, action.User, seq));
            if (member.Read(seq, counted))
            {
                var countedAtLeaving = member.IsIn ? 0 : await CountedAtAsync(state, ceiling);
                fanOut.Read(state, member, action.Session, countedAtLeaving);
            }
        }

        return ActionResult.Done(member.ReadSeq, time.GetUtcNow().ToUnixTimeMilliseconds(), dup: !moves);
    }

    private async ValueTask<long> CountedAtAsync(Conversation state, long seq) =>
        seq == state.Committed ? state.CommittedCounted
        : state.Recent(seq) is { } entry ? entry.Counted
        : await log.CountedAtAsync(state.Id, seq, CancellationToken.None);

    private async ValueTask<HistoryResult> ForwardAsync(HistoryRequest request, long after, long ceiling, long leftSeq)
    {
        var entries = after < ceiling
            ? await log.ReadForwardAsync(ownership.State.Id, after, ceiling, request.Limit, CancellationToken.None)
            : [];
        var items = await EncodeAsync(entries, leftSeq, request.User, newestFirst: false);
        return new HistoryResult(ErrorCode.None, null, items, More: items.Length > 0 && items[^1].Seq < ceiling);
    }

    private async ValueTask<HistoryResult> BackwardAsync(HistoryRequest request, long floor, long leftSeq, long before)
    {
        var entries = floor + 1 < before
            ? await log.ReadBackwardAsync(ownership.State.Id, before, floor, request.Limit, CancellationToken.None)
            : [];
        var items = await EncodeAsync(entries, leftSeq, request.User, newestFirst: true);
        return new HistoryResult(ErrorCode.None, null, items, More: items.Length > 0 && items[0].Seq > floor + 1);
    }

    /// <summary>What members have reacted comes with one question for all of them; who has left is not told what came after.</summary>
    private async ValueTask<MessageItem[]> EncodeAsync(IReadOnlyList<LogEntry> entries, long leftSeq, string user, bool newestFirst)
    {
        if (entries.Count == 0)
        {
            return [];
        }

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
            if (entry.Kind != ContentKind.Tip && entry.ClientId is { } clientId && string.Equals(entry.Sender, user, StringComparison.Ordinal))
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
