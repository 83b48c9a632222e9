using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Conversations;
using OrleansIm.Storage.Expiries;

namespace OrleansIm.Grains.Expiries;

/// <summary>Messages that expire: reading them starts their clocks, and when their time is over they are taken back.</summary>
internal sealed class Expirations(Ownership ownership, IExpiryStore store, Recalls recalls, TimeProvider time)
{
    private const int AtOnce = 64;

    private bool _isExpiring;

    /// <summary>
    /// A member reads up to a place: its read cursor is stored after this, so that none is anywhere for which no clock runs.
    /// </summary>
    public async ValueTask StartAsync(Conversation state, Member reader, long upTo)
    {
        var started = state.Expiries.StartedBy(reader, upTo, Now);
        if (started.Count > 0)
        {
            await store.StartAsync(state.Id, started, CancellationToken.None);
            ownership.Amend(now =>
            {
                foreach (var deadline in started)
                {
                    now.Expiries.Remove(deadline.Seq);
                }
            });
        }
    }

    /// <summary>Takes back what is due. The storage says what that is, also to an activation that knows nothing of it.</summary>
    public async ValueTask<bool> ExpireAsync()
    {
        if (_isExpiring)
        {
            return false;
        }

        _isExpiring = true;
        try
        {
            var (id, now, after) = (ownership.State.Id, Now, 0L);
            while (await store.DueOfAsync(id, now, after, AtOnce, CancellationToken.None) is { Count: > 0 } due)
            {
                after = due[^1];
                var gone = await Task.WhenAll(due.Select(seq => recalls.ExpireAsync(seq).AsTask()));
                for (var i = 0; i < gone.Length; i++)
                {
                    if (gone[i] == ErrorCode.NotFound)
                    {
                        // Taken back by somebody who did not know of this row.
                        await store.DropAsync(id, due[i], CancellationToken.None);
                    }
                }
            }

            return true;
        }
        finally
        {
            _isExpiring = false;
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
