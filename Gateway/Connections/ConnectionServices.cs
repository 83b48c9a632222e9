using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Connections;

/// <summary>What every connection of a gateway shares.</summary>
internal sealed class ConnectionServices
{
    public ConnectionServices(LoginDesk logins, ConnectionTable table, GatewayMeter meter, IOptions<LimitOptions> limits, TimeProvider time)
    {
        (Logins, Table, Meter, Limits, Time) = (logins, table, meter, limits.Value, time);
        meter.Observe(
            () => table.All.LongCount(static connection => connection.Session is not null),
            () => table.All.Sum(static connection => (long)connection.Out.Pending));
    }

    public LoginDesk Logins { get; }

    public ConnectionTable Table { get; }

    public GatewayMeter Meter { get; }

    public LimitOptions Limits { get; }

    public TimeProvider Time { get; }
}
