using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Connections;

/// <summary>What every connection of a gateway shares.</summary>
internal sealed class ConnectionServices(
    LoginDesk logins, ConnectionTable table, GatewayMeter meter, IOptions<LimitOptions> limits, TimeProvider time)
{
    public LoginDesk Logins { get; } = logins;

    public ConnectionTable Table { get; } = table;

    public GatewayMeter Meter { get; } = meter;

    public LimitOptions Limits { get; } = limits.Value;

    public TimeProvider Time { get; } = time;
}
