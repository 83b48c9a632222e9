using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Delivery;

/// <summary>
/// Pushes on their way to one gateway: batches, one call in flight, so that the gateway sees them in the order in which they
/// were handed over. Bounded: a full queue refuses, and refused sessions catch up from the log.
/// </summary>
internal sealed partial class GatewayOutbox(
    GatewayAddress gateway, DeliveryMeter meter, TimeProvider time, ILogger logger, Action<GatewayOutbox> onGone) : IThreadPoolWorkItem
{
    private const int MaxWaiting = 65_536;
    private const int MaxBatch = 256;
    private const int Attempts = 6;

    private readonly Lock _gate = new();
    private readonly Queue<GatewayPush> _waiting = new();
    private bool _running;
    private bool _gone;

    /// <summary>How many pushes wait, about.</summary>
    public int Waiting => _waiting.Count;

    public bool TryPost(GatewayPush push)
    {
        lock (_gate)
        {
            if (_gone || _waiting.Count >= MaxWaiting)
            {
                return false;
            }

            _waiting.Enqueue(push);
            meter.PushesWait(1);
            if (_running)
            {
                return true;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TakeBatch() is { } batch)
        {
            if (!await DeliverAsync(batch))
            {
                lock (_gate)
                {
                    _gone = true;
                    meter.PushesWait(-_waiting.Count);
                    _waiting.Clear();
                }

                onGone(this);
                return;
            }
        }
    }

    private GatewayPush[]? TakeBatch()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _running = false;
                return null;
            }

            var batch = new GatewayPush[Math.Min(MaxBatch, _waiting.Count)];
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i] = _waiting.Dequeue();
            }

            meter.PushesWait(-batch.Length);

            return batch;
        }
    }

    private async Task<bool> DeliverAsync(GatewayPush[] batch)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await gateway.Observer.DeliverAsync(new Immutable<GatewayPush[]>(batch));
                return true;
            }
            catch (Exception failure)
            {
                LogFailed(gateway.Id, attempt, failure);
                await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt), time);
            }
        }

        return false;
    }

    [LoggerMessage(3011, LogLevel.Warning, "Pushes to gateway {Gateway} failed, attempt {Attempt}")]
    private partial void LogFailed(string gateway, int attempt, Exception failure);
}
