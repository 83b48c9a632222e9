using System.Diagnostics.Metrics;

namespace OrleansIm.Grains.Delivery;

/// <summary>What a silo counts of its fan-out. Names and units are a contract with dashboards and alerts.</summary>
internal sealed class DeliveryMeter
{
    private readonly UpDownCounter<long> _events;
    private readonly UpDownCounter<long> _pushes;
    private readonly Counter<long> _collapsed;
    private readonly Counter<long> _givenUp;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _gone;

    public DeliveryMeter(IMeterFactory factory)
        : this(factory.Create("OrleansIm.Grains"))
    {
    }

    internal DeliveryMeter(Meter meter)
    {
        _events = meter.CreateUpDownCounter<long>("oim.delivery.events.waiting", "{event}", "Events on their way to users");
        _pushes = meter.CreateUpDownCounter<long>("oim.delivery.pushes.waiting", "{push}", "Pushes on their way to gateways");
        _collapsed = meter.CreateCounter<long>("oim.delivery.events.collapsed", "{event}", "Events given up for a catch-up from the log, since too many waited");
        _givenUp = meter.CreateCounter<long>("oim.delivery.events.given_up", "{event}", "Conversations of which a user's grain could not be told for half a minute; it is tried on");
        _refused = meter.CreateCounter<long>("oim.delivery.pushes.refused", "{push}", "Pushes to gateways that are gone or too far behind; their sessions catch up");
        _gone = meter.CreateCounter<long>("oim.delivery.gateways.gone", "{gateway}", "Gateways that did not answer");
    }

    public void EventsWait(int change) => _events.Add(change);

    public void PushesWait(int change) => _pushes.Add(change);

    public void Collapsed(int events) => _collapsed.Add(events);

    public void GivenUp(int events) => _givenUp.Add(events);

    public void Refused() => _refused.Add(1);

    public void GatewayGone() => _gone.Add(1);
}
