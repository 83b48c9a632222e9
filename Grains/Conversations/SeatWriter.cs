using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// How a change of a group's seats comes into the log: a tip, and in the same transaction whatever became of the members. The
/// state is changed in the turn in which the tip gets its place; if it does not get to the disk, the state is thrown away.
/// </summary>
internal sealed class SeatWriter(
    Ownership ownership, IMessageLog log, LogWriter writer, FanOut fanOut, TimeProvider time, ConversationOptions options)
{
    /// <summary>Names in a tip's arguments; the text counts the rest.</summary>
    private const int NamesInTip = 500;

    public static ActionResult Busy => ActionResult.Refused(ErrorCode.Busy, "The conversation is busy. Please try again.");

    public Conversation State => ownership.State;

    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static ActionResult Refusal(in Access access) => ActionResult.Refused(access.Refusal, access.Message!);

    public static KeyValuePair<string, string> Users(IEnumerable<string> users) => new("users", string.Join(',', users.Take(NamesInTip)));

    public static MemberChange Joining(Member member) => new(member.User, member.Role, member.JoinedSeq, member.LeftSeq)
    {
        LooksBack = member.LooksBack,
        MutedUntil = member.MutedUntil,
    };

    public static MemberChange Leaving(Member member) => new(member.User, member.Role, member.JoinedSeq, member.LeftSeq);

    public static MemberChange Seated(Member member) =>
        new(member.User, member.Role, member.JoinedSeq, 0) { MutedUntil = member.MutedUntil, SeatOnly = true };

    /// <summary>Takes the right to write, unless the user may not even look: a stranger changes nothing here. Null, or its refusal.</summary>
    public async ValueTask<ActionResult?> TakeForAsync(string user)
    {
        await ownership.LookAsync();
        if (ownership.State.MayLook(user) is { Member: null } stranger)
        {
            return Refusal(stranger);
        }

        await ownership.TakeAsync();
        return null;
    }

    /// <summary>The tip gets its place.</summary>
    public ConversationAppend Part(Conversation state, string by, string tip, params ReadOnlySpan<KeyValuePair<string, string>> args)
    {
        var entry = state.AcceptOwn(by, ContentKind.Tip, ContentJson.Tip(tip, [new("by", by), .. args]), Now);
        return new ConversationAppend { Conversation = state.Id, Epoch = 0, Entries = [entry] };
    }

    /// <summary>Writes it, and tells.</summary>
    /// <param name="state">The state, changed already.</param>
    /// <param name="part">The tip with what comes with it.</param>
    /// <param name="affected">Those whose membership begins or ends: they are told in any case.</param>
    public async ValueTask<ActionResult> WriteAsync(Conversation state, ConversationAppend part, params IEnumerable<string> affected)
    {
        var entry = part.Entries[0];
        var wasLarge = state.Large;
        var told = affected.ToHashSet(StringComparer.Ordinal);
        state.SetLarge(wasLarge ? state.ActiveMembers > options.SmallAgainAt : state.ActiveMembers > options.LargeAbove);
        var status = await writer.WriteAsync(
            state,
            part with { Large = state.Large != wasLarge ? state.Large : null },
            committed => fanOut.Entry(state, committed, session: null, wasLarge, told));
        return status == AppendStatus.Committed ? ActionResult.Done(entry.Seq, entry.Time) : Busy;
    }

    /// <summary>It is so already, once what is under way is on the disk.</summary>
    public async ValueTask<ActionResult> UnchangedAsync(Conversation state)
    {
        var generation = ownership.Generation;
        await writer.SettleAsync();
        return generation == ownership.Generation ? ActionResult.Done(state.Committed, Now, dup: true) : Busy;
    }

    /// <summary>The first entry again, once it is on the disk.</summary>
    public async ValueTask<ActionResult> FoundedAsync(Conversation state)
    {
        await writer.SettleAsync();
        return ActionResult.Done(1, state.Recent(1)?.Time ?? Now, dup: true);
    }

    /// <summary>Who left by itself finds its first receipt; if that was lost, so may have been the news of it.</summary>
    public async ValueTask<ActionResult> HasLeftAsync(Conversation state, string user)
    {
        var generation = ownership.Generation;
        var access = state.MayWrite(user);
        if (state.MayLook(user).Member is { } member)
        {
            if (member.LeftSeq > state.Committed)
            {
                await writer.SettleAsync();
            }

            var left = state.Recent(member.LeftSeq)
                ?? (await log.ReadForwardAsync(state.Id, member.LeftSeq - 1, member.LeftSeq, 1, CancellationToken.None)).SingleOrDefault();
            if (generation != ownership.Generation)
            {
                return Busy;
            }

            if (left is not null && member.LeftBy(left))
            {
                fanOut.Departed(state, member, left.Counted);
                return ActionResult.Done(left.Seq, left.Time, dup: true);
            }
        }

        return Refusal(access);
    }
}
