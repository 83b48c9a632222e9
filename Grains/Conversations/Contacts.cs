using OrleansIm.Domain.Messages;
using OrleansIm.Domain.People;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Operations;
using OrleansIm.Protocol.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.People;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// What the two of a direct conversation do about each other: request, accept, reject, remove, block. Their conversation is the one
/// place through which all of it goes, so nothing races, and a block stands between two messages. Stored before it is answered.
/// </summary>
internal sealed class Contacts(
    Ownership ownership, PairKeeper keeper, IMessageLog log, LogWriter writer, FanOut fanOut, UserNotices notices, MuteList mutes, TimeProvider time)
{
    private const int Attempts = 3;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public async ValueTask<ContactResult> ActAsync(ContactOrder order)
    {
        if (!keeper.IsPair)
        {
            return ContactResult.Refused(ErrorCode.Invalid, "This can't be done about oneself.");
        }

        await ownership.LookAsync();
        await _turn.WaitAsync();
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (await TryAsync(order) is { } result)
                {
                    return result;
                }
            }

            return Busy();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static ContactResult Busy() => ContactResult.Refused(ErrorCode.Busy, "This can't be done at the moment. Please try again.");

    private PairStep Step(Pair pair, ContactOrder order, long now) => order.Act switch
    {
        ContactAct.Request => pair.Request(order.User, order.Greeting, now, keeper.Peers!.IsClosedTo(order.User)),
        ContactAct.Accept => pair.Accept(order.User, now),
        ContactAct.Reject => pair.Reject(order.User, now),
        ContactAct.Remove => pair.Remove(order.User, now),
        ContactAct.Set => pair.Set(order.User, order.Change, now),
        _ => PairStep.Refused(ErrorCode.Unsupported, "This is not known here."),
    };

    /// <summary>Null if the pair had changed behind our back and everything has to be looked at again.</summary>
    private async ValueTask<ContactResult?> TryAsync(ContactOrder order)
    {
        var before = keeper.Pair;
        var step = Step(before, order, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (step.Refusal != ErrorCode.None)
        {
            return ContactResult.Refused(step.Refusal, step.Message);
        }

        // A request reaches who has not agreed to hear of the user, with words of its choice: it is as good as a message. What waits already is answered as ever.
        if (step is { Event: ContactEvent.Request, Next: not null } && mutes.Covers(order.User, ownership.State.Id))
        {
            return ContactResult.Refused(ErrorCode.Muted, "You can't ask anybody to be a contact at the moment.");
        }

        var revision = 0L;
        if (step.Next is { } next)
        {
            var saved = await keeper.SaveAsync(next);
            ownership.State.Peers = keeper.Peers;
            if (saved.Status == PairStatus.Stale)
            {
                return null;
            }

            if (saved.Status == PairStatus.Full)
            {
                return ContactResult.Refused(ErrorCode.TooLarge, "There are too many contacts or open requests.");
            }

            Fence(before, next);
            Tell(before, next, step.Event, order, saved);
            revision = order.User == next.First ? saved.FirstRevision : saved.SecondRevision;
        }

        var pair = keeper.Pair;
        var seq = pair.AreContacts && step.Event == ContactEvent.Accept ? await GreetAsync(pair) : 0;
        return seq < 0 ? Busy() : new ContactResult(ErrorCode.None, null, pair.Of(order.User), revision, step.Next is null, seq);
    }

    /// <summary>
    /// Should another activation of this conversation be around for a moment, it must not go on with what it knew: the next claim,
    /// here or there, ends its right to write.
    /// </summary>
    private void Fence(Pair before, Pair next)
    {
        if ((next.FirstSide.Blocked && !before.FirstSide.Blocked) || (next.SecondSide.Blocked && !before.SecondSide.Blocked))
        {
            ownership.Lose(ownership.Generation);
        }
    }

    private void Tell(Pair before, Pair next, ContactEvent what, ContactOrder order, in SavedPair saved)
    {
        if (before.FirstSide != next.FirstSide)
        {
            Tell(next, next.First, what, order, saved.FirstRevision);
        }

        if (before.SecondSide != next.SecondSide)
        {
            Tell(next, next.Second, what, order, saved.SecondRevision);
        }
    }

    private void Tell(Pair pair, string owner, ContactEvent what, ContactOrder order, long revision)
    {
        // That a request was turned down by a block looks like any other refusal.
        var shown = what == ContactEvent.Set && owner != order.User ? ContactEvent.Reject : what;
        notices.Tell(
            owner,
            new ContactDelivery(0, owner, shown, order.User, new ContactLine(pair.OtherOf(owner), pair.Of(owner)), revision),
            except: owner == order.User ? order.Session : null);
    }

    /// <summary>
    /// The new contacts' conversation begins with the greeting and a word about it. Written once, however often it is asked for.
    /// </summary>
    /// <returns>The entry that says so; -1 if it can't be written now.</returns>
    private async ValueTask<long> GreetAsync(Pair pair)
    {
        var greeted = pair.FirstSide.Greeting is not null ? pair.First : pair.Second;
        var greeter = pair.OtherOf(greeted);
        var clientId = Greetings.KeyOf(pair.Of(greeted));
        await ownership.TakeAsync();
        await writer.SettleAsync();
        await ownership.TakeAsync();
        var (state, generation) = (ownership.State, ownership.Generation);
        if (await log.FindAsync(state.Id, greeted, clientId, CancellationToken.None) is { } known)
        {
            return known.Seq;
        }

        if (generation != ownership.Generation)
        {
            return -1;
        }

        var greeting = pair.Of(greeted).Greeting is { Length: > 0 } text ? text : null;
        List<LogEntry> entries = [];
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (greeting is not null)
        {
            entries.Add(state.AcceptOwn(greeter, ContentKind.Text, ContentJson.Text(greeting), now, clientId));
        }

        var words = greeting is null ? "You are contacts now" : "The above is the greeting. You are contacts now";
        entries.Add(state.AcceptOwn(
            greeted, ContentKind.Tip, ContentJson.Tip("contact_accepted", [new("by", greeted), new("users", greeter)], words), now, clientId));
        var status = await writer.WriteAsync(
            state,
            new ConversationAppend
            {
                Conversation = state.Id,
                Epoch = 0,
                Entries = entries,
                Members = entries[0].Seq == 1 ? [.. state.Members.Select(static member => new MemberChange(member.User, member.Role, 0, 0))] : [],
            },
            entry => fanOut.Entry(state, entry, session: null, state.Large, []));
        return status == AppendStatus.Committed ? entries[^1].Seq : -1;
    }
}
