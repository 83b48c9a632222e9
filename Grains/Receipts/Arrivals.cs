using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Storage.Members;

namespace OrleansIm.Grains.Receipts;

/// <summary>
/// How far the two of a direct conversation have received, on any of their devices: told to the other of them. What is known here is
/// only what was said since the conversation was loaded; the devices' cursors in the storage are the rest, a moment behind.
/// </summary>
internal sealed class Arrivals(Ownership ownership, PairKeeper keeper, IMemberStore store, UserNotices notices)
{
    /// <summary>So many entries are looked at for one of the other side's; among more there is one as good as surely.</summary>
    private const int LookedAt = 64;

    private readonly Dictionary<string, long> _received = new(StringComparer.Ordinal);

    /// <summary>True in the conversation of two: in a group it would be as many notices as there are members.</summary>
    public bool AreTold => keeper.IsPair;

    public async ValueTask TakeAsync(string user, long seq)
    {
        if (!keeper.IsPair)
        {
            return;
        }

        await ownership.LookAsync();
        var state = ownership.State;
        if (state.MayLook(user).Member is not { } member)
        {
            return;
        }

        seq = Math.Min(seq, member.Ceiling(state.Committed));
        var before = _received.GetValueOrDefault(user);
        if (seq <= before)
        {
            return;
        }

        _received[user] = seq;
        if (keeper.Peers is { TellArrivals: true } && HoldsOneOfOther(state, user, before, seq))
        {
            notices.Whisper(keeper.Pair.OtherOf(user), new DeliveredDelivery(0, state.Id, user, seq));
        }
    }

    /// <summary>True if the user has the entry on a device.</summary>
    public async ValueTask<bool> HasAsync(string user, long seq) =>
        _received.GetValueOrDefault(user) >= seq
        || await store.ReceivedAsync(user, ownership.State.Id, CancellationToken.None) >= seq;

    /// <summary>Nobody waits to hear that one's own messages have come to one's other devices.</summary>
    private static bool HoldsOneOfOther(Conversation state, string user, long after, long upTo)
    {
        for (var seq = upTo; seq > after && seq > upTo - LookedAt; seq--)
        {
            if (state.Recent(seq) is not { } entry || (ContentKinds.Counts(entry.Kind) && !string.Equals(entry.Sender, user, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return upTo - after > LookedAt;
    }
}
