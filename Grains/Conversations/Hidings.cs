using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// What a member hides from itself: messages one by one, or everything so far. The log stays as it is. It goes through here because the
/// member's unread is counted here; its own grain is told by the way of all events, so that nothing overtakes the message it is about.
/// </summary>
internal sealed class Hidings(Ownership ownership, IMessageLog log, IPersonalStore store, FanOut fanOut, TimeProvider time)
{
    private readonly List<Hiders> _asked = [];

    public async ValueTask<HideResult> HideAsync(HideAction action)
    {
        await ownership.LookAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        if (state.MayLook(action.User) is not { Member: { } member })
        {
            var refusal = state.MayLook(action.User);
            return HideResult.Refused(refusal.Refusal, refusal.Message!);
        }

        if (!Array.TrueForAll(action.Seqs, seq => member.Saw(seq) && seq <= state.Committed))
        {
            return HideResult.Refused(ErrorCode.NotFound, "There is no such message.");
        }

        // What was cleared is hidden already.
        var seqs = Array.FindAll(action.Seqs, seq => !member.HasCleared(seq));
        if (seqs.Length == 0)
        {
            return new HideResult(ErrorCode.None, null, member.Hides);
        }

        var kinds = await KindsAsync(state, seqs);
        if (!Array.TrueForAll(seqs, seq => MayBeHidden(kinds.GetValueOrDefault(seq))))
        {
            return HideResult.Refused(ErrorCode.Invalid, "Only messages and tips can be deleted.");
        }

        if (await StoreAsync(generation, () => store.HideAsync(action.User, state.Id, seqs, CancellationToken.None)) is not { } stored)
        {
            ownership.Lose(generation);
            return HideResult.Refused(ErrorCode.NotFound, "There is no such message.");
        }

        foreach (var hiders in _asked.FindAll(hiders => seqs.Contains(hiders.Seq)))
        {
            hiders.Add(action.User);
        }

        var counting = Array.FindAll(seqs, seq => ContentKinds.Counts(kinds[seq]));
        ownership.Amend(now => now.MayLook(action.User).Member?.Hide(counting, seqs[^1], stored.Hides));
        await TellAsync(action.User, new HideNotice(action.Session, seqs, stored.Hides, stored.Added));
        return new HideResult(ErrorCode.None, null, stored.Hides);
    }

    public async ValueTask<ActionResult> ClearAsync(MemberAction action)
    {
        await ownership.LookAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        if (state.MayLook(action.User) is not { Member: { } member })
        {
            var refusal = state.MayLook(action.User);
            return ActionResult.Refused(refusal.Refusal, refusal.Message!);
        }

        var place = member.Ceiling(state.Committed);
        if (place == 0)
        {
            return ActionResult.Refused(ErrorCode.NotFound, "There is no such conversation.");
        }

        var joined = member.JoinedSeq;
        if (joined > 0 && member.IsIn && place <= joined)
        {
            // The joining is on its way to the disk.
            return SeatWriter.Busy;
        }

        var known = member.HasCleared(place);
        if (!known)
        {
            var counted = await CountedAtAsync(state, place);
            if (!await StoreAsync(generation, () => store.ClearAsync(action.User, state.Id, place, CancellationToken.None)))
            {
                ownership.Lose(generation);
                return ActionResult.Refused(ErrorCode.NotFound, "There is no such conversation.");
            }

            if (state.MayLook(action.User).Member?.JoinedSeq != joined)
            {
                // It has joined again meanwhile, and how far it has cleared goes into that as it is stored: everything is read anew.
                ownership.Lose(generation);
                return SeatWriter.Busy;
            }

            ownership.Amend(now => now.MayLook(action.User).Member?.Clear(place, counted));
            await TellAsync(action.User, new HideNotice(action.Session, [], 0, 0));
        }

        return ActionResult.Done(Math.Max(place, member.ClearedSeq), time.GetUtcNow().ToUnixTimeMilliseconds(), dup: known);
    }

    /// <summary>Has the member hidden this entry from itself? To it there is no such message then.</summary>
    public async ValueTask<bool> CoverAsync(Conversation state, string user, long seq) =>
        state.MayLook(user).Member is { } member
        && seq <= member.HiddenSeq
        && await store.LoadHiddenAsync(user, state.Id, seq - 1, 1, CancellationToken.None) is [var lowest]
        && lowest == seq;

    /// <summary>Who has hidden this entry from itself one by one; kept right until it is disposed of.</summary>
    public async ValueTask<Hiders> HidersAsync(Conversation state, long seq)
    {
        var hiders = new Hiders(seq, done => _asked.Remove(done));
        _asked.Add(hiders);
        try
        {
            // Nearly always nobody has, and the storage is not asked.
            string[] asked = [.. state.Members.Where(member => seq <= member.HiddenSeq).Select(static member => member.User)];
            foreach (var user in asked.Length == 0 ? [] : await store.LoadHidersAsync(state.Id, seq, asked, CancellationToken.None))
            {
                hiders.Add(user);
            }

            return hiders;
        }
        catch
        {
            hiders.Dispose();
            throw;
        }
    }

    /// <summary>Recalls, edits and reactions change what other devices show: a device that was away must not miss them.</summary>
    private static bool MayBeHidden(ContentKind kind) => ContentKinds.Counts(kind) || kind is ContentKind.Tip or ContentKind.Call;

    /// <summary>If it fails nobody knows whether it is stored: everything is read anew then.</summary>
    private async ValueTask<T> StoreAsync<T>(int generation, Func<ValueTask<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception)
        {
            ownership.Lose(generation);
            throw;
        }
    }

    private async ValueTask TellAsync(string user, HideNotice notice)
    {
        var state = ownership.State;
        if (state.MayLook(user).Member is not { } member)
        {
            return;
        }

        var counted = 0L;
        while (!member.IsIn)
        {
            // It may come back, or a leaving end on the disk, while the count is looked up.
            var ceiling = member.Ceiling(state.Committed);
            counted = await CountedAtAsync(state, ceiling);
            if (ceiling == member.Ceiling(state.Committed))
            {
                break;
            }
        }

        fanOut.Hidden(state, member, counted, notice);
    }

    private async ValueTask<IReadOnlyDictionary<long, ContentKind>> KindsAsync(Conversation state, long[] seqs)
    {
        var recent = new Dictionary<long, ContentKind>();
        foreach (var seq in seqs)
        {
            if (state.Recent(seq) is { } entry)
            {
                recent[seq] = entry.Kind;
            }
        }

        return recent.Count == seqs.Length ? recent : await store.LoadKindsAsync(state.Id, seqs, CancellationToken.None);
    }

    private async ValueTask<long> CountedAtAsync(Conversation state, long seq) =>
        seq == state.Committed ? state.CommittedCounted
        : state.Recent(seq) is { } entry ? entry.Counted
        : await log.CountedAtAsync(state.Id, seq, CancellationToken.None);
}
