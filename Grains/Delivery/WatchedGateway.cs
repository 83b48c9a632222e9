using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Delivery;

/// <summary>A gateway and the users of this silo that have sessions on it.</summary>
internal sealed class WatchedGateway(GatewayAddress address)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private bool _asking;
    private bool _retired;
    private int _misses;

    public GatewayAddress Address => address;

    /// <summary>False if it is watched no longer.</summary>
    public bool TryAdd(string user)
    {
        lock (_gate)
        {
            return !_retired && (_users.Add(user) || true);
        }
    }

    public void Remove(string user)
    {
        lock (_gate)
        {
            _users.Remove(user);
        }
    }

    public bool RetireIfEmpty()
    {
        lock (_gate)
        {
            return _retired |= _users.Count == 0 && !_asking;
        }
    }

    /// <summary>Ends the watch, and gives who was there.</summary>
    public IReadOnlyCollection<string> Retire()
    {
        lock (_gate)
        {
            _retired = true;
            return [.. _users];
        }
    }

    /// <summary>False while the last question is unanswered: one at a time.</summary>
    public bool BeginAsking()
    {
        lock (_gate)
        {
            return !_asking && (_asking = true);
        }
    }

    public void Answered()
    {
        lock (_gate)
        {
            _asking = false;
            _misses = 0;
        }
    }

    /// <summary>Gives how often in a row.</summary>
    public int Missed()
    {
        lock (_gate)
        {
            _asking = false;
            return ++_misses;
        }
    }
}
