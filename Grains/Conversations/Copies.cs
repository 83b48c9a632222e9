using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Personal;
using Rules = OrleansIm.Domain.Conversations.Copies;

namespace OrleansIm.Grains.Conversations;

/// <summary>Hands out copies of messages to those who send them on, and tells which there are.</summary>
internal sealed class Copies(Ownership ownership, IMessageLog log, IPersonalStore personal, IRevisionStore revisions)
{
    /// <summary>Bytes of one request; they are sent on to many.</summary>
    private const int MaxBytes = 256 * 1024;

    /// <summary>Entries read at once; what is asked for mostly stands together.</summary>
    private const int Stretch = 200;

    public async ValueTask<CopyResult> CopyAsync(CopyRequest request)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayLook(request.User) is not { Member: { } member })
        {
            var refusal = state.MayLook(request.User);
            return new CopyResult(refusal.Refusal, refusal.Message, []);
        }

        // What is on its way to the disk is nothing yet that anybody could see.
        var entries = await ReadAsync(request.Seqs, member);
        var copies = new CopiedMessage[request.Seqs.Length];
        var bytes = 0;
        for (var i = 0; i < copies.Length; i++)
        {
            var entry = entries.GetValueOrDefault(request.Seqs[i]);
            if (Rules.Check(member, entry) is { Member: null } refused)
            {
                return new CopyResult(refused.Refusal, refused.Message, []);
            }

            copies[i] = new CopiedMessage(entry!.Seq, entry.Sender, entry.Time, entry.Kind, entry.Content);
            bytes += entry.Content.Length;
        }

        return bytes <= MaxBytes
            ? new CopyResult(ErrorCode.None, null, copies)
            : new CopyResult(ErrorCode.TooLarge, "These messages are too large to be forwarded at once.", []);
    }

    /// <summary>Which of these could be copied, in their order.</summary>
    public async ValueTask<long[]> ShownAsync(string user, long[] seqs)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayLook(user).Member is not { } member)
        {
            return [];
        }

        var entries = await ReadAsync(seqs, member);
        return [.. seqs.Where(seq => Rules.Check(member, entries.GetValueOrDefault(seq)).Member is not null)];
    }

    private async ValueTask<Dictionary<long, LogEntry>> ReadAsync(long[] seqs, Member member)
    {
        var (id, ceiling, leftSeq) = (ownership.State.Id, member.Ceiling(ownership.State.Committed), member.LeftSeq);
        var wanted = seqs.Where(seq => seq <= ceiling).Order().ToArray();
        var found = new Dictionary<long, LogEntry>();
        var upTo = 0L;
        foreach (var first in wanted)
        {
            if (first <= upTo)
            {
                continue;
            }

            upTo = wanted.Last(seq => seq < first + Stretch);
            var read = member.HiddenSeq >= first
                ? await personal.ReadForwardAsync(member.User, id, first - 1, upTo, Stretch, CancellationToken.None)
                : await log.ReadForwardAsync(id, first - 1, upTo, Stretch, CancellationToken.None);
            foreach (var entry in await revisions.AsSeenAsync(id, read, leftSeq))
            {
                found[entry.Seq] = entry;
            }
        }

        return found;
    }
}
