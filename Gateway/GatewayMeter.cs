using System.Diagnostics.Metrics;
using OrleansIm.Domain;

namespace OrleansIm.Gateway;

/// <summary>What a gateway counts.</summary>
internal sealed class GatewayMeter
{
    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _closes;
    private readonly Counter<long> _errors;

    public GatewayMeter(IMeterFactory factory)
    {
        var meter = factory.Create("OrleansIm.Gateway");
        _connections = meter.CreateUpDownCounter<long>("oim.gateway.connections", "{connection}", "Open connections");
        _logins = meter.CreateCounter<long>("oim.gateway.logins", "{login}", "Sessions opened");
        _closes = meter.CreateCounter<long>("oim.gateway.closes", "{close}", "Connections ended by the gateway, by code");
        _errors = meter.CreateCounter<long>("oim.gateway.errors", "{error}", "Requests refused, by code");
    }

    public void Opened() => _connections.Add(1);

    public void Ended() => _connections.Add(-1);

    public void LoggedIn() => _logins.Add(1);

    public void Closed(CloseCode code) => _closes.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Refused(ErrorCode code) => _errors.Add(1, new KeyValuePair<string, object?>("code", code));
}
