using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Operations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using Rules = OrleansIm.Domain.Conversations.Reactions;

namespace OrleansIm.Grains.Conversations;

/// <summary>Reacting to messages: an entry of the log each time somebody sets or takes back one, and the sums beside the message.</summary>
internal sealed class Reactions(
    Ownership ownership, IReactionStore reactions, LogWriter writer, FanOut fanOut, MessageTurns turns, Targets targets, Hidings hidings, MuteList mutes,
    TimeProvider time, ConversationOptions options)
{
    private static readonly ActionResult Busy = ActionResult.Refused(ErrorCode.Busy, "The conversation is busy. Please try again.");

    public async ValueTask<ActionResult> ReactAsync(ReactAction action)
    {
        await ownership.LookAsync();
        return ownership.State.MayLook(action.User) is { Member: null } access
            ? Refusal(access)
            : await turns.RunAsync(action.Seq, () => AttemptAsync(action));
    }

    private async Task<ActionResult> AttemptAsync(ReactAction action)
    {
        await ownership.TakeAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        var target = await targets.FindAsync(state, action.Seq);
        var (standing, own) = target is null ? ([], []) : await reactions.OfAsync(state.Id, action.Seq, action.User, CancellationToken.None);
        var hidden = await hidings.CoverAsync(state, action.User, action.Seq);
        if (generation != ownership.Generation || state.Head - state.Committed >= options.MaxUncommitted)
        {
            return Busy;
        }

        if (state.MayLook(action.User).Member is not { } member || target is null || hidden || !member.Sees(target.Seq))
        {
            return ActionResult.Refused(ErrorCode.NotFound, "There is no such message.");
        }

        if (Rules.Check(member, target) is { Member: null } refused)
        {
            return member.IsIn ? Refusal(refused) : Refusal(state.MayWrite(action.User));
        }

        var known = own.SingleOrDefault(reaction => reaction.Emoji == action.Emoji);
        if ((known?.Stands ?? false) == action.Add && (known is null || member.Sees(known.EntrySeq)))
        {
            // It is so already: the receipt of the entry that made it so. What never was has none but the message's own.
            return known is null && !member.IsIn ? Refusal(state.MayWrite(action.User))
                : ActionResult.Done(known?.EntrySeq ?? target.Seq, known?.Time ?? target.Time, dup: true);
        }

        if (state.MayWrite(action.User) is { Member: null } access)
        {
            return Refusal(access);
        }

        if (mutes.Covers(action.User, state.Id)
            || state.Order.RestraintOf(member, time.GetUtcNow().ToUnixTimeMilliseconds()).Code == ErrorCode.Muted)
        {
            return ActionResult.Refused(ErrorCode.Muted, "You can't react here at the moment.");
        }

        var room = action.Add
            ? Rules.CheckRoom(
                member, action.Emoji, standing, own.Count(static reaction => reaction.Stands),
                options.ReactionsPerMessage, options.ReactionsPerMember)
            : new Access(member, ErrorCode.None, null);
        return room.Member is null ? Refusal(room) : await WriteAsync(state, target, action);
    }

    private async Task<ActionResult> WriteAsync(Conversation state, LogEntry target, ReactAction action)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var entry = state.AcceptOwn(
            action.User, ContentKind.Reaction, ContentJson.Reaction(target.Seq, action.Emoji, action.Add), now);
        var status = await writer.WriteAsync(
            state,
            new ConversationAppend
            {
                Conversation = state.Id,
                Epoch = 0,
                Entries = [entry],
                Reactions = [new Reaction(target.Seq, action.User, action.Emoji, action.Add, entry.Seq, now)],
            },
            committed => fanOut.Entry(state, committed, session: null, state.Large, []));
        return status == AppendStatus.Committed ? ActionResult.Done(entry.Seq, now) : Busy;
    }

    private static ActionResult Refusal(Access access) => ActionResult.Refused(access.Refusal, access.Message!);
}
