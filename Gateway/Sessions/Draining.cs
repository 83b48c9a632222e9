using Microsoft.Extensions.Options;
using OrleansIm.Domain;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Takes no connections, so that readiness fails, and sends the clients away, each to come back a little later: because the
/// process ends, or because an operator says so, who may also end it.
/// </summary>
internal sealed class Draining(ConnectionTable table, IOptions<LimitOptions> limits)
{
    private readonly Lock _gate = new();
    private bool _leaving;

    /// <summary>The process ends; nothing undoes that.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _leaving = true;
            table.IsDraining = true;
        }

        SendAway();
    }

    /// <summary>An operator begins or ends it.</summary>
    public void Set(bool on)
    {
        lock (_gate)
        {
            table.IsDraining = on || _leaving;
        }

        if (on)
        {
            SendAway();
        }
    }

    private void SendAway()
    {
        foreach (var connection in table.All)
        {
            connection.Close(new CloseFrame(
                CloseCode.Draining, "This server is going down.", Retry: true, RetryAfter: Random.Shared.Next(1000 * limits.Value.DrainSpreadSeconds)));
        }
    }
}
