using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Media;

namespace OrleansIm.Grains.Conversations;

/// <summary>Taking messages back: one entry of the log erases the text of another, everywhere.</summary>
internal sealed class Recalls(
    Ownership ownership, IMessageLog log, IRevisionStore revisions, LogWriter writer, FanOut fanOut, MessageTurns turns, Targets targets, Greetings greetings, IMediaStore media,
    TimeProvider time,
    ConversationOptions options)
{
    private static readonly ActionResult Busy = ActionResult.Refused(ErrorCode.Busy, "The conversation is busy. Please try again.");

    /// <summary>What is needed to tell of recalls whose outcome is not known yet, by message.</summary>
    private readonly Dictionary<long, Dictionary<long, long>> _untold = [];

    /// <summary>The log was read anew and nothing older can be written any more: recalls whose answer was lost are told of.</summary>
    public void Settle(Conversation state)
    {
        foreach (var (target, leavings) in _untold)
        {
            if (state.IsRecalled(target))
            {
                TellDeparted(state, target, leavings);
            }
        }

        _untold.Clear();
    }

    public async ValueTask<ActionResult> RecallAsync(MemberAction action)
    {
        await ownership.LookAsync();
        if (ownership.State.MayLook(action.User) is { Member: null } access)
        {
            return Refusal(access);
        }

        return await turns.RunAsync(action.Seq, () => AttemptAsync(action));
    }

    /// <summary>The time of a message is over: whatever anybody may or may not, it is taken back. NotFound if nothing stands there.</summary>
    public ValueTask<ErrorCode> ExpireAsync(long seq) => turns.RunAsync(seq, async () =>
    {
        await ownership.TakeAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        var target = await targets.FindAsync(state, seq);
        var leavings = target is null ? [] : await LeavingsAsync(state, target);
        var edits = await EditsAsync(state, target);
        if (generation != ownership.Generation)
        {
            return ErrorCode.Busy;
        }

        return target is not { RecalledBy: null }
            ? ErrorCode.NotFound
            : (await WriteAsync(state, target, target.Sender, time.GetUtcNow().ToUnixTimeMilliseconds(), leavings, edits, expired: true)).Code;
    });

    private async Task<ActionResult> AttemptAsync(MemberAction action)
    {
        await ownership.TakeAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        var target = await targets.FindAsync(state, action.Seq);
        var leavings = target is null ? [] : await LeavingsAsync(state, target);
        var edits = await EditsAsync(state, target);
        if (generation != ownership.Generation)
        {
            return Busy;
        }

        if (state.MayLook(action.User).Member is not { } member)
        {
            return NoSuchMessage();
        }

        if (!member.IsIn && (target is null || !member.MayHaveRecalled(target)))
        {
            return Refusal(state.MayWrite(action.User));
        }

        // What the user has deleted for itself it may still take back from everyone.
        if (target is null || !member.Saw(target.Seq))
        {
            return NoSuchMessage();
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (member.IsIn && Refuse(state, member, target, now) is { } refusal)
        {
            return refusal;
        }

        // Whoever repeats it may have been answered before the greeting went with its message.
        if (!await greetings.EraseAsync(target) || generation != ownership.Generation)
        {
            return Busy;
        }

        if (target.RecalledBy is null)
        {
            return await WriteAsync(state, target, member.User, now, leavings, edits, expired: false);
        }

        // The first answer may have been lost before anybody was told. Members find a gap then; the departed would find nothing.
        TellDeparted(state, target.Seq, leavings);
        return ActionResult.Done(target.RecallSeq, target.RecalledAt, dup: true);
    }

    private static ActionResult Refusal(Access access) => ActionResult.Refused(access.Refusal, access.Message!);

    private static ActionResult NoSuchMessage() => ActionResult.Refused(ErrorCode.NotFound, "There is no such message.");

    /// <summary>Senders within their window; a group's owner and admins at any time, over those below them.</summary>
    private ActionResult? Refuse(Conversation state, Member member, LogEntry target, long now)
    {
        var mine = string.Equals(target.Sender, member.User, StringComparison.Ordinal);
        var moderates = state.IsGroup && Moderates(state, member, target.Sender);
        if (!ContentKinds.IsMessage(target.Kind))
        {
            return ActionResult.Refused(ErrorCode.Invalid, "Only messages can be recalled.");
        }

        if (!mine && !moderates)
        {
            return ActionResult.Refused(ErrorCode.Forbidden, "Only its sender can recall this message.");
        }

        return target.RecalledBy is null && !moderates && now - target.Time > options.RecallSeconds * 1000L
            ? ActionResult.Refused(ErrorCode.Expired, "It is too late to recall this message.")
            : null;
    }

    /// <summary>Of those who have left, and of its own, a moderator may take back everything.</summary>
    private static bool Moderates(Conversation state, Member member, string sender)
    {
        var role = state.Order.RoleOf(member);
        return state.MayLook(sender).Member is { IsIn: true } target && target != member
            ? GroupRights.May(role, GroupAction.Recall, state.Order.RoleOf(target))
            : GroupRights.May(role, GroupAction.Recall);
    }

    private async Task<ActionResult> WriteAsync(
        Conversation state, LogEntry target, string by, long now, Dictionary<long, long> leavings, long[] edits, bool expired)
    {
        var entry = state.AcceptOwn(by, ContentKind.Recall, ContentJson.Recall(target.Seq, by, expired, edits), now);
        _untold[target.Seq] = leavings;
        var recalled = target with { RecalledBy = by, RecalledAt = now, RecallSeq = entry.Seq, Expired = expired };
        var status = await writer.WriteAsync(
            state,
            new ConversationAppend
            {
                Conversation = state.Id,
                Epoch = 0,
                Entries = [entry],
                Erasures = [new Erasure(target.Seq, by, now, entry.Seq, ContentJson.Edit(target.Seq, default), expired)],
            },
            committed =>
            {
                state.CommitRecall(recalled);
                media.Release(MediaIds.Of(target.Kind, target.Content), MessageId.Of(state.Id, target.Seq));
                fanOut.Entry(state, committed, session: null, state.Large, []);
                TellDeparted(state, target.Seq, leavings);
                _untold.Remove(target.Seq);
            });
        return status == AppendStatus.Committed
            ? ActionResult.Done(entry.Seq, now)
            : Busy;
    }

    /// <summary>The entries that edited it: from its recall on nothing else says which they were. In the message's turn none is added.</summary>
    private async ValueTask<long[]> EditsAsync(Conversation state, LogEntry? target) => target is { RecalledBy: null, EditedAt: > 0 }
        ? [.. await revisions.EditsAsync(state.Id, target.Seq, ConversationOptions.MostEdits, CancellationToken.None)]
        : [];

    /// <summary>Those who have left do not see the recall, but what it took back may be among their unread.</summary>
    private void TellDeparted(Conversation state, long target, Dictionary<long, long> leavings)
    {
        foreach (var member in state.Members)
        {
            // Who left while the recall was on its way left so little ago that the entry is at hand.
            if (member.CountsUnreadAtLeaving(target)
                && (state.Recent(member.LeftSeq)?.Counted ?? leavings.GetValueOrDefault(member.LeftSeq, -1)) is >= 0 and var counted)
            {
                fanOut.Departed(state, member, counted);
            }
        }
    }

    /// <summary>The running counts where those have left among whose unread the target is; a place's count never changes.</summary>
    private async ValueTask<Dictionary<long, long>> LeavingsAsync(Conversation state, LogEntry target)
    {
        var counts = new Dictionary<long, long>();
        foreach (var left in state.Members.Where(member => member.CountsUnreadAtLeaving(target.Seq))
            .Select(member => member.LeftSeq).Distinct().ToArray())
        {
            counts[left] = state.Recent(left)?.Counted ?? await log.CountedAtAsync(state.Id, left, CancellationToken.None);
        }

        return counts;
    }
}
