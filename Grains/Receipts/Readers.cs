using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Receipts;

/// <summary>
/// Who has read a message. Who has switched its read receipts off neither counts nor is counted with.
/// </summary>
internal sealed class Readers(
    Ownership ownership, IMessageLog log, IPersonalStore store, Hidings hidings, Arrivals arrivals, ConversationOptions options, TimeProvider time)
{
    /// <summary>In large conversations, where only numbers are told, who is quiet is read anew only so often.</summary>
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(10);

    private HashSet<string>? _quiet;
    private long _quietRead;

    public async ValueTask<ReadersResult> ReadersAsync(MemberAction action)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        var access = state.MayLook(action.User);
        if (access.Member is not { } member)
        {
            return ReadersResult.Refused(access.Refusal, access.Message!);
        }

        if (!member.IsIn)
        {
            // What others read now came later than all it may know of.
            return ReadersResult.Refused(ErrorCode.NotMember, "You are no longer a member of this conversation.");
        }

        if (!member.Sees(action.Seq) || action.Seq > state.Committed || await hidings.CoverAsync(state, action.User, action.Seq)
            || await FindAsync(state, action.Seq) is not { } entry)
        {
            return ReadersResult.Refused(ErrorCode.NotFound, "There is no such message.");
        }

        if (!ContentKinds.Counts(entry.Kind))
        {
            return ReadersResult.Refused(ErrorCode.Invalid, "Only messages have readers.");
        }

        var large = state.ActiveMembers > options.LargeAbove;
        var result = Count(state, entry, await QuietAsync(state, large), large);
        return arrivals.AreTold ? result with { Delivered = await ArrivedAsync(state, entry, result) } : result;
    }

    /// <summary>Who has read it has it: the cursors of devices are stored a moment later than those of readers.</summary>
    private async ValueTask<int> ArrivedAsync(Conversation state, LogEntry entry, ReadersResult result) =>
        result.Members == 0 || result.Count > 0 ? result.Count
        : await arrivals.HasAsync(state.Members.First(other => other.User != entry.Sender).User, entry.Seq) ? 1
        : 0;

    private static ReadersResult Count(Conversation state, LogEntry entry, HashSet<string> quiet, bool large)
    {
        var (members, count) = (0, 0);
        List<string>? users = large ? null : [];
        foreach (var other in state.Members)
        {
            if (!other.IsIn || other.JoinedSeq >= entry.Seq || other.User == entry.Sender || quiet.Contains(other.User))
            {
                continue;
            }

            members++;
            if (other.ReadSeq >= entry.Seq)
            {
                count++;
                users?.Add(other.User);
            }
        }

        users?.Sort(StringComparer.Ordinal);
        return new ReadersResult(ErrorCode.None, null, users?.ToArray(), count, members);
    }

    private async ValueTask<HashSet<string>> QuietAsync(Conversation state, bool large)
    {
        if (large && _quiet is { } known && time.GetElapsedTime(_quietRead) < QuietFor)
        {
            return known;
        }

        var read = time.GetTimestamp();
        var quiet = (await store.LoadQuietAsync(state.Id, CancellationToken.None)).ToHashSet(StringComparer.Ordinal);
        (_quiet, _quietRead) = (quiet, read);
        return quiet;
    }

    private async ValueTask<LogEntry?> FindAsync(Conversation state, long seq) =>
        state.Recent(seq) ?? (await log.ReadForwardAsync(state.Id, seq - 1, seq, 1, CancellationToken.None)).SingleOrDefault();
}
