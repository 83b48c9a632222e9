using System.Diagnostics.Metrics;
using OrleansIm.Domain;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Gateway;

/// <summary>What a gateway counts. Names and units are a contract with dashboards and alerts: docs/operations.md lists them.</summary>
internal sealed class GatewayMeter
{
    public const string Name = "OrleansIm.Gateway";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20],
    };

    private readonly UpDownCounter<long> _connections;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _closes;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _lagging;
    private readonly Histogram<double> _sends;
    private readonly Histogram<double> _acks;

    private readonly Meter _meter;

    public GatewayMeter(IMeterFactory factory)
    {
        var meter = _meter = factory.Create(Name);
        _connections = meter.CreateUpDownCounter<long>("oim.gateway.connections", "{connection}", "Open connections");
        _logins = meter.CreateCounter<long>("oim.gateway.logins", "{login}", "Sessions opened");
        _closes = meter.CreateCounter<long>("oim.gateway.closes", "{close}", "Connections ended by the gateway, by code");
        _errors = meter.CreateCounter<long>("oim.gateway.errors", "{error}", "Requests refused, by code");
        _messages = meter.CreateCounter<long>("oim.gateway.messages", "{message}", "Messages answered with a receipt; dup: they had been stored before");
        _deliveries = meter.CreateCounter<long>("oim.gateway.deliveries", "{message}", "Messages pushed to clients, repetitions included");
        _lagging = meter.CreateCounter<long>("oim.gateway.slow_consumers", "{event}", "Sessions that did not keep up and are held back");
        _sends = meter.CreateHistogram("oim.gateway.send.duration", "s", "From a message's frame to its receipt", advice: Seconds);
        _acks = meter.CreateHistogram("oim.gateway.ack.duration", "s", "How long a device left pushes unacknowledged when it acknowledged some", advice: Seconds);
    }

    /// <summary>What is looked at only when it is asked for.</summary>
    /// <param name="sessions">Logged-in connections.</param>
    /// <param name="pendingBytes">Bytes not yet read by their clients.</param>
    public void Observe(Func<long> sessions, Func<long> pendingBytes)
    {
        _meter.CreateObservableUpDownCounter("oim.gateway.sessions", sessions, "{session}", "Logged-in connections");
        _meter.CreateObservableUpDownCounter("oim.gateway.pending", pendingBytes, "By", "Bytes that clients have not read yet");
    }

    public void Opened() => _connections.Add(1);

    public void Ended() => _connections.Add(-1);

    public void LoggedIn() => _logins.Add(1);

    public void Closed(CloseCode code) => _closes.Add(1, new KeyValuePair<string, object?>("code", WireNames.Of(code)));

    public void Refused(ErrorCode code) => _errors.Add(1, new KeyValuePair<string, object?>("code", WireNames.Of(code)));

    public void Stored(bool dup, TimeSpan took)
    {
        _messages.Add(1, new KeyValuePair<string, object?>("dup", dup ? "true" : "false"));
        _sends.Record(took.TotalSeconds);
    }

    public void Pushed(int messages) => _deliveries.Add(messages);

    public void Lags() => _lagging.Add(1);

    public void Acknowledged(TimeSpan after) => _acks.Record(after.TotalSeconds);
}
