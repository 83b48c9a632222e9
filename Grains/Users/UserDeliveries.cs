using System.Diagnostics;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Telemetry;

namespace OrleansIm.Grains.Users;

/// <summary>What conversations tell of: it goes into the chat list and on to the live sessions, or shows that something was missed.</summary>
internal sealed class UserDeliveries(
    string user, List<UserSession> sessions, DeviceReceipts receipts, OwnSettings settings, GatewayOutboxes outboxes)
{
    /// <summary>A message of the user's own, in this conversation at this place, was its draft.</summary>
    public Action<string, long> OnDraftSent { get; init; } = static (_, _) => { };

    public void Take(ChatList chats, UserEvent[] events)
    {
        var pushes = new SessionPushes(user, sessions, outboxes);
        foreach (ref readonly var happened in events.AsSpan())
        {
            Take(chats, happened, pushes);
        }

        pushes.Flush();
    }

    private void Take(ChatList chats, in UserEvent happened, SessionPushes pushes)
    {
        if (happened.View.Head == 0 && chats.Find(happened.Conversation) is null)
        {
            // A conversation without entries is none yet, whoever tells of it: the storage has no seat to keep anything in.
            return;
        }

        var chat = chats.FindOrAdd(happened.Conversation, happened.View);
        var before = chat.View;
        if (happened.View.JoinedSeq > chat.View.JoinedSeq)
        {
            // A new membership of a conversation that was left: nothing between the two is ever shown.
            chats.SetView(chat, happened.View with { Head = happened.View.JoinedSeq });
            chat.Floor = happened.View.JoinedSeq;
        }

        if (happened.Entry is { } entry)
        {
            TakeEntry(chats, chat, happened, entry, pushes);
        }
        else if (happened.View.Head > chat.View.Head && !chat.View.Large)
        {
            // What was missed may be a message: better in the list too early than too late.
            chat.Personal = chat.Personal.After(happened.View.Head, own: false);
            chats.SetView(chat, happened.View);
            pushes.Resync();
        }
        else
        {
            chats.SetView(chat, happened.View);
        }

        TakeHiding(chat, before, happened, pushes);
        if (happened.Read is { } read && (settings.HearsOfReads || read.User == user))
        {
            pushes.Read(happened.Conversation, read);
        }

        // Without an entry nobody was given what there is up to the head.
        if (pushes.Seat(chat, before, happened.Entry is null ? chat.View.JoinedSeq : chat.View.Head) && happened.Entry is null)
        {
            pushes.Resync();
        }
    }

    /// <summary>What the user has hidden: told by a notice, or known by the numbers alone if that was lost on the way.</summary>
    private static void TakeHiding(Chat chat, in MemberView before, in UserEvent happened, SessionPushes pushes)
    {
        var tells = happened.Hidden is not null;
        if (chat.View.ClearedSeq > before.ClearedSeq)
        {
            chat.Clear();
            tells |= chat.View.JoinedSeq == before.JoinedSeq;
        }

        var seqs = happened.Hidden is { Seqs.Length: > 0 } hidden ? hidden.Seqs : null;
        if (seqs is not null)
        {
            chat.Hide(happened.Hidden!);
        }

        if (happened.View.Hides > chat.Personal.Hides)
        {
            chat.IsDoubtful = tells = true;
            chat.Personal = chat.Personal with { Hides = happened.View.Hides };
        }

        if (tells)
        {
            pushes.Chat(chat.Conversation, chat.ToState(), happened.Hidden?.Session, seqs);
        }
    }

    private void TakeEntry(ChatList chats, Chat chat, in UserEvent happened, DeliveredEntry entry, SessionPushes pushes)
    {
        using var span = Traces.Follow("oim.user.deliver", ActivityKind.Consumer, entry.Trace);
        span?.SetTag("oim.user", user);
        var before = chat.View.Head;
        var seq = entry.Item.Seq;
        chats.SetView(chat, happened.View);
        if (seq <= before)
        {
            return;
        }

        chats.SetLast(chat, entry);
        TakePersonally(chat, entry, pushes);
        foreach (var session in sessions)
        {
            if (session.Id == entry.Session && session.Cursors.Sent(happened.Conversation, seq))
            {
                receipts.Note(session, happened.Conversation);
            }
        }

        if (seq == before + 1)
        {
            pushes.Add(happened.Conversation, entry);
        }
        else
        {
            pushes.Resync();
        }
    }

    /// <summary>A message brings its conversation back into the list; one of the user's own ends the draft.</summary>
    private void TakePersonally(Chat chat, DeliveredEntry entry, SessionPushes pushes)
    {
        if (!ContentKinds.Counts(entry.Item.Kind))
        {
            return;
        }

        var before = chat.Personal;
        chat.Personal = before.After(entry.Item.Seq, own: string.Equals(entry.Sender, user, StringComparison.Ordinal));
        if (before.Draft is not null && chat.Personal.Draft is null)
        {
            OnDraftSent(chat.Conversation, entry.Item.Seq);
            pushes.Chat(chat.Conversation, chat.ToState(), cause: null);
        }
    }
}
