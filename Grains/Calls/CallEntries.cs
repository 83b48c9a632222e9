using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Operations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Calls;

/// <summary>Who may call whom here, and what becomes of a call as an entry of the log.</summary>
internal sealed class CallEntries(
    Ownership ownership, IMessageLog log, LogWriter writer, FanOut fanOut, MuteList mutes, CallWord word, TimeProvider time)
{
    private static ActionResult Busy => ActionResult.Refused(ErrorCode.Busy, "The conversation is busy. Please try again.");

    public async ValueTask<CallAccess> CallableAsync(string user, string[]? users, int most)
    {
        word.Asked();
        var admitted = await AdmitsAsync(user);
        if (admitted.Code != ErrorCode.None)
        {
            return CallAccess.Refused(admitted.Code, admitted.Message);
        }

        var state = ownership.State;
        if (CallPlace.IsOut(state, user))
        {
            // Words may go one way only, a call can't.
            return CallAccess.Refused(ErrorCode.Forbidden, "You have blocked this user.");
        }

        if ((users?.Length ?? state.ActiveMembers - 1) > most)
        {
            return CallAccess.Refused(ErrorCode.TooLarge, $"At most {most} others can be called.");
        }

        string[] others = users is null
            ? [.. state.Members.Where(member => member.IsIn && member.User != user).Select(static member => member.User)]
            : [.. users.Where(other => other != user)];
        return others.Length == 0 ? CallAccess.Refused(ErrorCode.Invalid, "There is nobody to call.")
            : Array.Exists(others, other => state.MayLook(other).Member is not { IsIn: true }) ? CallAccess.Refused(ErrorCode.NotFound, "There is no such member.")
            : new CallAccess(ErrorCode.None, null, others);
    }

    public async ValueTask<ActionResult> AdmitsAsync(string user)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        var access = state.MayWrite(user);
        return access.Member is not { } member ? ActionResult.Refused(access.Refusal, access.Message!)
            : mutes.Covers(user, state.Id) || state.Order.RestraintOf(member, time.GetUtcNow().ToUnixTimeMilliseconds()).Code == ErrorCode.Muted
                ? ActionResult.Refused(ErrorCode.Muted, "You can't call here at the moment.")
            : ActionResult.Done(0, 0);
    }

    public async ValueTask<string[]> OutOfCallAsync(string[] users)
    {
        await ownership.LookAsync();
        return Array.FindAll(users, user => CallPlace.IsOut(ownership.State, user));
    }

    /// <summary>The key stands where messages have their client id: the log itself keeps it from being written twice.</summary>
    public async ValueTask<ActionResult> LogAsync(Call call)
    {
        var key = OwnKeys.Mark + "call." + call.Id[..call.Id.IndexOf(':', StringComparison.Ordinal)];
        await ownership.TakeAsync();
        await writer.SettleAsync();
        await ownership.TakeAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        if ((state.FindCommitted(call.Caller, key) ?? await log.FindAsync(state.Id, call.Caller, key, CancellationToken.None)) is { } known)
        {
            return ActionResult.Done(known.Seq, known.Time, dup: true);
        }

        if (generation != ownership.Generation)
        {
            return Busy;
        }

        var kind = CallPlace.IsNews(state, call) ? ContentKind.MissedCall : ContentKind.Call;
        var entry = state.AcceptOwn(call.Caller, kind, ContentJson.Call(call), time.GetUtcNow().ToUnixTimeMilliseconds(), key);
        var status = await writer.WriteAsync(
            state,
            new ConversationAppend
            {
                Conversation = state.Id,
                Epoch = 0,
                Entries = [entry],
                Members = entry.Seq == 1 ? [.. state.Members.Select(static member => new MemberChange(member.User, member.Role, 0, 0))] : [],
            },
            written => fanOut.Entry(state, written, session: null, state.Large, []));
        return status == AppendStatus.Committed ? ActionResult.Done(entry.Seq, entry.Time) : Busy;
    }
}
