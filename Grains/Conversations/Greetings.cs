using OrleansIm.Domain.Messages;
using OrleansIm.Domain.People;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Presence;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// The words with which one of a pair asked to be a contact stand in two places: in the other's list, and as a message in the conversation
/// from the acceptance on. Whoever takes the message back takes the words back.
/// </summary>
internal sealed class Greetings(Ownership ownership, PairKeeper keeper, UserNotices notices, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>
    /// What only the server can use as a client id: the message with the greeting has it, so that it is written once and nobody can take
    /// its place, and so has the tip behind it.
    /// </summary>
    /// <param name="greeted">What the one who was asked has of the other.</param>
    public static string KeyOf(ContactSide greeted) => $"{IPresenceStore.ContactMark}{greeted.Time}";

    /// <summary>
    /// A message is about to be recalled: if it is the greeting, that goes from the list. On return that is on the disk, before the recall is,
    /// so that no recall that was answered leaves it there, whatever dies in between.
    /// </summary>
    /// <returns>False if it can't be said now.</returns>
    public async ValueTask<bool> EraseAsync(LogEntry message)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (StepFor(message) is not { Next: { } next } step)
            {
                return true;
            }

            var saved = await keeper.SaveAsync(next);
            ownership.State.Peers = keeper.Peers;
            if (saved.Status == PairStatus.Saved)
            {
                Tell(next, message.Sender, step.Event, saved);
                return true;
            }
        }

        return false;
    }

    private PairStep? StepFor(LogEntry message)
    {
        if (!keeper.IsPair || message.ClientId is not { } key)
        {
            return null;
        }

        var pair = keeper.Pair;
        return pair.AreContacts && string.Equals(key, KeyOf(pair.Of(pair.OtherOf(message.Sender))), StringComparison.Ordinal)
            ? pair.Ungreet(message.Sender, time.GetUtcNow().ToUnixTimeMilliseconds())
            : null;
    }

    private void Tell(Pair pair, string greeter, ContactEvent what, in SavedPair saved)
    {
        var greeted = pair.OtherOf(greeter);
        var revision = string.Equals(greeted, pair.First, StringComparison.Ordinal) ? saved.FirstRevision : saved.SecondRevision;
        notices.Tell(greeted, new ContactDelivery(0, greeted, what, greeter, new ContactLine(greeter, pair.Of(greeted)), revision), except: null);
    }
}
