using System.Text.Json.Nodes;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load.Measure;

/// <summary>What server and generator used between two instants.</summary>
internal sealed class CpuSpan
{
    private readonly ServerMeter _meter;
    private readonly IReadOnlyList<ProcessReading> _before;
    private readonly double _ownBefore;
    private readonly long _start;
    private IReadOnlyList<ProcessReading> _after = [];
    private double _own;

    private CpuSpan(ServerMeter meter)
    {
        _meter = meter;
        _before = meter.Read();
        _ownBefore = ServerMeter.OwnCpu();
        _start = EventLoop.Now;
    }

    public double Seconds { get; private set; }

    public double ServerMs => _after.Zip(_before, (after, before) => after.CpuMs - before.CpuMs).Sum();

    public double RssKiB => _after.Sum(process => process.RssKiB);

    public double RssBeforeKiB => _before.Sum(process => process.RssKiB);

    public static CpuSpan Start(ServerMeter meter) => new(meter);

    public void Stop()
    {
        Seconds = (EventLoop.Now - _start) / 1e9;
        _own = ServerMeter.OwnCpu() - _ownBefore;
        _after = _meter.Read();
    }

    /// <param name="count">The messages, logins or requests to share the time over.</param>
    /// <param name="moved">Deliveries parsed by the generator, for its own cost.</param>
    public JsonObject ToJson(long count, long moved)
    {
        var json = new JsonObject
        {
            ["generatorMs"] = Math.Round(_own),
            ["generatorUsEach"] = Each(_own * 1000, moved),
            ["generatorCore%"] = Math.Round(_own / Seconds / 10, 1),
        };
        if (_meter.HasServer)
        {
            json["serverMs"] = Math.Round(ServerMs);
            json["serverMsPer1000"] = Each(ServerMs * 1000, count);
            json["serverCore%"] = Math.Round(ServerMs / Seconds / 10, 1);
            json["serverRssMiB"] = Math.Round(RssKiB / 1024, 1);
            json["processes"] = new JsonArray([.. _after.Zip(_before, (after, before) => new JsonObject
            {
                ["name"] = after.Name,
                ["cpuMs"] = Math.Round(after.CpuMs - before.CpuMs),
                ["rssMiB"] = Math.Round(after.RssKiB / 1024, 1),
            })]);
        }

        return json;
    }

    private static double? Each(double total, long count) => count == 0 ? null : Math.Round(total / count, 2);
}
