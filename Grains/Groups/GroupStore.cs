using Microsoft.Extensions.Logging;
using Orleans.Core;

namespace OrleansIm.Grains.Groups;

/// <summary>A group's settings and their storage. After a write that failed nothing is known until they are read anew.</summary>
internal sealed class GroupStore(StateStorageBridge<GroupState> stored, string key, ILogger logger)
{
    private bool _read;

    public GroupState State => stored.State;

    public bool Exists => stored.RecordExists;

    /// <summary>True once the settings are known. A read that failed is not remembered: the next call tries again.</summary>
    public async ValueTask<bool> ReadAsync() => _read = _read || await Guard.RunAsync(logger, key, false, async () =>
    {
        await stored.ReadStateAsync();
        return true;
    });

    /// <summary>Changes the settings; durable if true.</summary>
    public ValueTask<bool> WriteAsync(Action<GroupState> change)
    {
        // After a failure it is unknown whether it was written, or by whom: until it is read anew nothing is known.
        _read = false;
        change(stored.State);
        return Guard.RunAsync(logger, key, false, async () =>
        {
            await stored.WriteStateAsync();
            return _read = true;
        });
    }
}
