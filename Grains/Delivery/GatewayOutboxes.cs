using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Delivery;

/// <summary>The silo's ways to the gateways: one outbox per gateway process.</summary>
internal sealed class GatewayOutboxes(TimeProvider time, ILogger<GatewayOutboxes> logger)
{
    private readonly ConcurrentDictionary<string, GatewayOutbox> _outboxes = new(StringComparer.Ordinal);

    /// <summary>Hands a push over. False if the gateway is gone or its queue is full: the session has to catch up later.</summary>
    public bool TryPost(GatewayAddress gateway, GatewayPush push) =>
        _outboxes.GetOrAdd(gateway.Id, static (_, args) => args.Self.Open(args.gateway), (Self: this, gateway)).TryPost(push);

    private GatewayOutbox Open(GatewayAddress gateway) =>
        new(gateway, time, logger, gone => _outboxes.TryRemove(new KeyValuePair<string, GatewayOutbox>(gateway.Id, gone)));
}
