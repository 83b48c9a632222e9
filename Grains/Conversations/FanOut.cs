using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// Hands committed entries to the silo's lanes: to each member in small conversations, to each watching gateway in large
/// ones. Only enqueues; the sending happens outside the conversation's turn.
/// </summary>
internal sealed class FanOut(UserLanes lanes, GatewayOutboxes outboxes, TimeProvider time)
{
    private static readonly TimeSpan WatchLease = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, (GatewayAddress Gateway, long Until)> _watchers = new(StringComparer.Ordinal);

    public int Watchers => _watchers.Count;

    public void Watch(GatewayAddress gateway) =>
        _watchers[gateway.Id] = (gateway, time.GetTimestamp() + (long)(WatchLease.TotalSeconds * time.TimestampFrequency));

    public void Unwatch(string gatewayId) => _watchers.Remove(gatewayId);

    /// <summary>Sends a committed entry on its way.</summary>
    /// <param name="state">The conversation after the commit.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="session">The session it came from, which gets a receipt instead; null to tell all.</param>
    /// <param name="wasLarge">True if watchers are to be told (it was large before this entry).</param>
    /// <param name="affected">Members whose seat changed with this entry; they are told themselves in any case.</param>
    /// <param name="trace">Its trace parent, if it is sampled.</param>
    /// <param name="hiders">If it edits a message: from whom that message is hidden. They are told that it was edited, and not what it says.</param>
    public void Entry(
        Conversation state, LogEntry entry, string? session, bool wasLarge, IReadOnlyCollection<string> affected, string? trace = null,
        Hiders? hiders = null)
    {
        var item = MessageJson.ToItem(entry);
        var clientId = entry.SendersId;
        var listed = entry.Listed > 0 ? state.Recent(entry.Listed) : null;
        var delivered = new DeliveredEntry(
            item, entry.Time, entry.Sender, clientId, session, trace,
            listed is null ? null : MessageJson.ToItem(listed), listed?.Time ?? 0);
        if (wasLarge)
        {
            ToWatchers(state, item, new WatchedOrigin(entry.Sender, clientId, session, null, Spares: Spares(state, hiders)), affected, trace);
        }

        if (wasLarge && state.Large)
        {
            // Never a look at each of a hundred thousand members for one message.
            foreach (var user in affected)
            {
                Post(state, state.MayLook(user).Member!, entry, delivered);
            }

            return;
        }

        var spared = hiders is null ? delivered : delivered with { Item = MessageJson.WithoutEdit(item) };
        foreach (var member in state.Members)
        {
            if (member.IsIn || affected.Contains(member.User))
            {
                Post(state, member, entry, hiders?.IsKeptFrom(member) == true ? spared : delivered);
            }
        }
    }

    /// <summary>Only an edit has every member looked at, which are few compared with messages.</summary>
    private static string[]? Spares(Conversation state, Hiders? hiders)
    {
        string[] spared = hiders is null ? []
            : [.. state.Members.Where(member => member.IsIn && hiders.IsKeptFrom(member)).Select(static member => member.User)];
        return spared.Length == 0 ? null : spared;
    }

    private void Post(Conversation state, Member member, LogEntry entry, DeliveredEntry delivered) =>
        lanes.Post(member.User, new UserEvent(state.Id, ViewOf(state, member, entry), delivered, null));

    /// <summary>A read cursor moved: the reader's own devices, and in small conversations the other members, are told.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="reader">Whose cursor moved.</param>
    /// <param name="session">The session that moved it.</param>
    /// <param name="countedAtLeaving">The running count at the last entry a departed reader sees; unused while it is in.</param>
    /// <param name="quiet">The reader tells nobody else.</param>
    public void Read(Conversation state, Member reader, string session, long countedAtLeaving, bool quiet)
    {
        var notice = new ReadNotice(reader.User, reader.ReadSeq, session);
        var view = reader.IsIn
            ? ViewOf(state, reader)
            : ViewOf(state, reader, reader.Ceiling(state.Committed), countedAtLeaving);
        lanes.Post(reader.User, new UserEvent(state.Id, view, null, notice));
        if (state.Large || quiet || !reader.IsIn)
        {
            // Who has left settles its own unread count: nobody else's business.
            return;
        }

        foreach (var member in state.Members)
        {
            if (member.IsIn && member != reader)
            {
                lanes.Post(member.User, new UserEvent(state.Id, ViewOf(state, member), null, notice));
            }
        }
    }

    /// <summary>A member has hidden something from itself: its own devices are told, and nobody else.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="member">Who.</param>
    /// <param name="counted">The running count at the last entry it sees if it has left; unused while it is in.</param>
    /// <param name="notice">What.</param>
    public void Hidden(Conversation state, Member member, long counted, HideNotice notice)
    {
        // While its leaving is on its way to the disk nothing is said: that brings its own view.
        if (member.IsIn || member.LeftSeq <= state.Committed)
        {
            var view = member.IsIn ? ViewOf(state, member) : ViewOf(state, member, member.LeftSeq, counted);
            lanes.Post(member.User, new UserEvent(state.Id, view, null, null, notice));
        }
    }

    /// <summary>What a departed member sees counts differently now: it learns how things stand, and of nothing that came later.</summary>
    /// <param name="state">The conversation.</param>
    /// <param name="member">Who has left.</param>
    /// <param name="countedAtLeaving">The running count at the last entry it sees.</param>
    public void Departed(Conversation state, Member member, long countedAtLeaving)
    {
        // While its leaving is on its way to the disk nothing is said: that brings its own view.
        if (member.LeftSeq <= state.Committed)
        {
            lanes.Post(member.User, new UserEvent(state.Id, ViewOf(state, member, member.LeftSeq, countedAtLeaving), null, null));
        }
    }

    /// <summary>
    /// After a change of owner: every member learns where the conversation stands, and notices if it missed something; in a
    /// large one those whose seat changed lately, of which they may not have heard. So do those who have left lately.
    /// </summary>
    public void Standing(Conversation state)
    {
        if (state.Committed == 0)
        {
            // Whoever only tried to act here has begun nothing: to the two of a direct conversation there still is none.
            return;
        }

        foreach (var member in state.Members)
        {
            if (member.IsIn)
            {
                if (!state.Large || state.Recent(member.JoinedSeq + 1) is not null)
                {
                    lanes.Post(member.User, new UserEvent(state.Id, ViewOf(state, member), null, null));
                }
            }
            else if (state.Recent(member.LeftSeq) is { } leaving)
            {
                Departed(state, member, leaving.Counted);
            }
        }
    }

    private static MemberView ViewOf(Conversation state, Member member) =>
        ViewOf(state, member, member.Ceiling(state.Committed), state.CommittedCounted);

    private static MemberView ViewOf(Conversation state, Member member, LogEntry entry) =>
        ViewOf(state, member, member.Ceiling(entry.Seq), entry.Counted);

    private static MemberView ViewOf(Conversation state, Member member, long head, long counted)
    {
        var standing = state.StandingOf(member, head, counted);
        return new MemberView(
            head, standing.Unread, standing.Mentioned, member.ReadSeq, member.JoinedSeq, member.LeftSeq, state.Large,
            member.ClearedSeq, member.Hides);
    }

    private void ToWatchers(
        Conversation state, MessageItem item, WatchedOrigin origin, IReadOnlyCollection<string> affected, string? trace)
    {
        if (_watchers.Count == 0)
        {
            return;
        }

        string[] removed = [.. affected.Where(user => state.MayLook(user).Member is { IsIn: false })];
        origin = removed.Length == 0 ? origin : origin with { Removes = removed[0], RemovesToo = removed.Length == 1 ? null : removed[1..] };
        var push = new WatchedDelivery(state.Id, [item], [origin], Ended: !state.Large, trace);
        var now = time.GetTimestamp();
        foreach (var (id, (gateway, until)) in _watchers.ToArray())
        {
            if (until < now || !outboxes.TryPost(gateway, push))
            {
                _watchers.Remove(id);
            }
        }
    }
}
