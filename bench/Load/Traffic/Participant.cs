using System.Runtime.InteropServices;
using System.Text;
using OrleansIm.Load.Frames;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load.Traffic;

/// <summary>A user in one conversation: sends in it, takes what comes, acks, and keeps book.</summary>
internal sealed class Participant(Exchange exchange, string user, int index) : ISessionEvents
{
    private readonly List<Slot> _slots = [];
    private readonly Stack<int> _free = new();
    private byte[] _conversation = [];
    private SendTemplate? _template;
    private SeqTracker _seqs = new(1);
    private long _firstSeq = 1;
    private long _setupSeq;
    private long _setupAcked;
    private int _numbers;
    private bool _hasPush;

    public string User { get; } = user;

    public Session? Session { get; set; }

    /// <summary>How many messages this user starts with in a closed loop.</summary>
    public int Window { get; set; } = exchange.Run.Options.Window;

    /// <summary>Who sends when a message of this user is done; the user itself if null.</summary>
    public Participant? Successor { get; set; }

    public string ConversationName { get; private set; } = "";

    public long Highest => Math.Max(_seqs.Highest, _firstSeq - 1);

    public long NextSeq => _seqs.Next;

    /// <summary>The highest sequence seen while the conversation was being made.</summary>
    public long SetupSeq => _setupSeq;

    /// <summary>Names the conversation and how to address it, before anything is sent.</summary>
    /// <param name="conversation">Its id.</param>
    /// <param name="to">The JSON value of <c>to</c>.</param>
    /// <param name="firstSeq">The first sequence a load message may get.</param>
    public void Enter(string conversation, string to, long firstSeq)
    {
        ConversationName = conversation;
        _conversation = Encoding.UTF8.GetBytes(conversation);
        _template = new SendTemplate(to, exchange.Run.Options.Bytes);
        _firstSeq = firstSeq;
        _seqs = new SeqTracker(firstSeq);
    }

    public void FillWindow(long now)
    {
        for (var i = 0; i < Window; i++)
        {
            TrySend(now);
        }
    }

    /// <summary>Sends a message as of <paramref name="at"/>; false if the connection is gone.</summary>
    public bool TrySend(long at)
    {
        if (Session is not { IsReady: true } session)
        {
            return false;
        }

        if (!_free.TryPop(out var slot))
        {
            slot = _slots.Count;
            _slots.Add(default);
        }

        var number = _numbers++;
        CollectionsMarshal.AsSpan(_slots)[slot] = new Slot
        {
            Number = number,
            PushesLeft = exchange.Fanout,
            IsWaitingForReceipt = true,
            SentAt = at,
        };
        _template!.Write(session.Begin(_template.Length), new Stamp(at, index, slot, number));
        session.Commit(_template.Length);
        exchange.Sent++;
        return true;
    }

    public void OnReceipt(Session session, in FrameView frame, long now)
    {
        if (!SendTemplate.TryReadId(frame.Re, out var index, out var number)
            || (uint)index >= (uint)_slots.Count || _slots[index].Number != number || !_slots[index].IsWaitingForReceipt)
        {
            exchange.Run.Errors.Add("stray_receipt");
            return;
        }

        ref var slot = ref CollectionsMarshal.AsSpan(_slots)[index];
        slot.IsWaitingForReceipt = false;
        exchange.DupReceipts += frame.IsDup ? 1 : 0;
        if (!_seqs.Own(frame.Seq))
        {
            exchange.Run.Errors.Add("seq_given_twice");
        }

        exchange.OnReceipt(slot.SentAt, now);
        Settle(index, now);
    }

    public void OnError(Session session, in FrameView frame, long now)
    {
        if (!SendTemplate.TryReadId(frame.Re, out var index, out var number)
            || (uint)index >= (uint)_slots.Count || _slots[index].Number != number)
        {
            return;
        }

        exchange.Refused++;
        var pause = frame.RetryAfter > 0 ? frame.RetryAfter / 1000.0 : 0.1;
        exchange.Run.Loop.At(now + EventLoop.Ticks(pause), () => Release(index, EventLoop.Now));
    }

    public void OnMessage(Session session, in MessageView message, bool isBacklog, long now)
    {
        if (exchange.Phase == Phase.Setup || message.Seq < _firstSeq)
        {
            exchange.Others++;
            _setupSeq = Math.Max(_setupSeq, message.Seq);
            if (_conversation.Length == 0)
            {
                _conversation = message.Conversation.ToArray();
            }

            return;
        }

        if (!message.Conversation.SequenceEqual(_conversation))
        {
            exchange.Run.Errors.Add("wrong_conversation");
            return;
        }

        _hasPush = true;
        if (!_seqs.Push(message.Seq, out var outOfOrder))
        {
            if (exchange.Duplicates++ < 10)
            {
                exchange.Run.Say($"{User} was pushed {ConversationName} {message.Seq} twice; {_seqs.Next} is next");
            }

            return;
        }

        exchange.OutOfOrder += outOfOrder ? 1 : 0;
        if (Stamp.TryRead(message.Text, out var stamp) && (uint)stamp.Sender < (uint)exchange.Participants.Count)
        {
            exchange.OnDelivery(stamp.SentAt, now);
            exchange.Participants[stamp.Sender].OnDelivered(stamp, now);
        }
        else
        {
            exchange.Others++;
        }
    }

    public void OnReadEnd(Session session)
    {
        if (_setupSeq > _setupAcked)
        {
            _setupAcked = _setupSeq;
            Ack(session, _setupSeq);
        }

        if (_hasPush && _seqs.TryAck(out var seq))
        {
            Ack(session, seq);
        }
    }

    public void OnClosed(Session session, string code)
    {
    }

    private void Ack(Session session, long seq)
    {
        var writer = new AckWriter(session);
        writer.Add(_conversation, seq);
        writer.Dispose();
    }

    private void OnDelivered(in Stamp stamp, long now)
    {
        if ((uint)stamp.Slot >= (uint)_slots.Count || _slots[stamp.Slot].Number != stamp.Number
            || _slots[stamp.Slot].PushesLeft == 0)
        {
            exchange.Run.Errors.Add("stray_delivery");
            return;
        }

        CollectionsMarshal.AsSpan(_slots)[stamp.Slot].PushesLeft--;
        Settle(stamp.Slot, now);
    }

    private void Settle(int index, long now)
    {
        if (_slots[index].IsDone)
        {
            exchange.OnCompleted(_slots[index].SentAt, now);
            Release(index, now);
        }
    }

    private void Release(int index, long now)
    {
        _free.Push(index);
        if (exchange.MaySend && !exchange.IsOpenLoop)
        {
            (Successor ?? this).TrySend(now);
        }
    }
}
