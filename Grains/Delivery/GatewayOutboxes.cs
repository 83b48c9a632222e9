using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Delivery;

/// <summary>The silo's ways to the gateways: one outbox per gateway process.</summary>
internal sealed class GatewayOutboxes(DeliveryMeter meter, TimeProvider time, ILogger<GatewayOutboxes> logger)
{
    /// <summary>For so long a gateway that did not answer is not tried again: its sessions go off live instead of filling a queue.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, GatewayOutbox> _outboxes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _gone = new(StringComparer.Ordinal);

    /// <summary>How many pushes wait, about.</summary>
    public long Waiting => _outboxes.Sum(static outbox => (long)outbox.Value.Waiting);

    /// <summary>Hands a push over. False if the gateway is gone or its queue is full: the session has to catch up later.</summary>
    public bool TryPost(GatewayAddress gateway, GatewayPush push)
    {
        if ((_gone.IsEmpty || !IsGone(gateway.Id))
            && _outboxes.GetOrAdd(gateway.Id, static (_, args) => args.Self.Open(args.gateway), (Self: this, gateway)).TryPost(push))
        {
            return true;
        }

        meter.Refused();
        return false;
    }

    private bool IsGone(string gateway)
    {
        if (!_gone.TryGetValue(gateway, out var since))
        {
            return false;
        }

        if (time.GetElapsedTime(since) < Rest)
        {
            return true;
        }

        _gone.TryRemove(new KeyValuePair<string, long>(gateway, since));
        return false;
    }

    private GatewayOutbox Open(GatewayAddress gateway) => new(gateway, meter, time, logger, gone =>
    {
        meter.GatewayGone();
        _gone[gateway.Id] = time.GetTimestamp();
        _outboxes.TryRemove(new KeyValuePair<string, GatewayOutbox>(gateway.Id, gone));
    });
}
