using OrleansIm.Gateway.Messages;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Catching up: asks the user's grain for batch after batch, a few of them ahead of the acknowledgements. Nothing skips it
/// and no timer ends it; whatever fails, it begins again from the cursors.
/// </summary>
internal sealed class SyncRun(ClientSession session, SessionServices services)
{
    private readonly Lock _gate = new();
    private readonly Queue<SeqMark[]> _unacked = new();
    private TaskCompletionSource? _wake;
    private bool _rewind;

    /// <summary>True if it was asked to begin again meanwhile.</summary>
    public bool MustGoOn
    {
        get
        {
            lock (_gate)
            {
                return _rewind;
            }
        }
    }

    /// <summary>Begin again from the cursors.</summary>
    public void Rewind() => Wake(rewind: true);

    /// <summary>Acknowledgements came in: batches that have arrived whole make room for the next.</summary>
    public void Acknowledged(DeliveryWindow window)
    {
        lock (_gate)
        {
            while (_unacked.TryPeek(out var marks)
                && Array.TrueForAll(marks, mark => window.AckedUpTo(mark.Conversation) >= mark.Seq))
            {
                _unacked.Dequeue();
            }
        }

        Wake(rewind: false);
    }

    /// <param name="deliveries">Where batches go.</param>
    /// <param name="login">True after a login: batches are offline frames.</param>
    /// <param name="rewind">True to push again what is not acknowledged; false if the connection has it already.</param>
    public async Task RunAsync(Deliveries deliveries, bool login, bool rewind)
    {
        await Task.Yield();
        var failures = 0;
        var restart = true;
        while (!session.Connection.IsClosed)
        {
            try
            {
                rewind |= await RoomAsync();
                restart |= rewind;
                if (restart)
                {
                    Restart(deliveries, rewind);
                    rewind = false;
                }

                var batch = await AskAsync(restart);
                failures = 0;
                if (!batch.Known)
                {
                    await session.OpenAsync(resume: true);
                    restart = true;
                    continue;
                }

                restart = false;
                batch = deliveries.Unpushed(batch);
                Remember(batch);
                if (!deliveries.Give(batch, ToFrame(batch, login)))
                {
                    return;
                }

                restart = !batch.More;
            }
            catch (Exception failure)
            {
                // The grain may have gone on although its answer is lost: only from the cursors is nothing left out.
                services.LogSyncFailed(session.Facts.User, failure);
                restart = true;
                await Task.Delay(TimeSpan.FromMilliseconds(100 << Math.Min(failures++, 6)), services.Time);
            }
        }
    }

    private async ValueTask<SyncBatch> AskAsync(bool restart)
    {
        var batch = await session.User.SyncAsync(new SyncRequest(
            session.Facts.Session, restart, session.Deliveries.TakeAcks(), services.Limits.SyncMessages, services.Limits.SyncBytes));
        BusyException.ThrowIf(batch.Code);
        return batch;
    }

    private void Restart(Deliveries deliveries, bool rewind)
    {
        lock (_gate)
        {
            _rewind = false;
            _unacked.Clear();
        }

        if (rewind)
        {
            deliveries.Rewound();
        }
    }

    private void Remember(SyncBatch batch)
    {
        if (batch.Conversations.Length > 0)
        {
            lock (_gate)
            {
                _unacked.Enqueue([.. batch.Conversations.Select(static part =>
                    new SeqMark(part.Summary.Conversation, part.Messages[^1].Seq))]);
            }
        }
    }

    /// <summary>Waits until another batch may be sent. True if it is to begin again.</summary>
    private async ValueTask<bool> RoomAsync()
    {
        while (true)
        {
            Task wake;
            lock (_gate)
            {
                if (_rewind || _unacked.Count < services.Limits.SyncFrames || session.Connection.IsClosed)
                {
                    return _rewind;
                }

                _wake ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wake = _wake.Task;
            }

            await wake;
        }
    }

    /// <summary>Also called when the connection ends, so that nobody waits for ever.</summary>
    public void Wake(bool rewind)
    {
        TaskCompletionSource? wake;
        lock (_gate)
        {
            _rewind |= rewind;
            wake = _wake;
            _wake = null;
        }

        wake?.TrySetResult();
    }

    private ServerFrame? ToFrame(SyncBatch batch, bool login)
    {
        if (!login)
        {
            return batch.Conversations.Length == 0
                ? null
                : new MessagesPush([.. batch.Conversations.SelectMany(static part => part.Messages).Select(item => session.Adapt(item))]);
        }

        return new OfflinePush(
            [.. batch.Conversations.Select(part => new OfflineConversation(
                Summaries.ToFrame(part.Summary, session), [.. part.Messages.Select(item => session.Adapt(item))], part.More))],
            batch.TotalUnread, batch.UnreadConversations, batch.More);
    }
}
