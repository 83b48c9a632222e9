using Microsoft.Extensions.Logging;
using Orleans.Core;
using OrleansIm.Domain.Calls;

namespace OrleansIm.Grains.Calls;

/// <summary>A conversation's newest call and its storage. After a write that failed nothing is known until it is read anew.</summary>
internal sealed class CallStore(StateStorageBridge<CallState> stored, string key, ILogger logger)
{
    private Task<bool>? _reading;

    public Call? Call => stored.State.Call;

    /// <summary>Called after each reading: what is there may be more than anybody was told of.</summary>
    public Action OnRead { get; init; } = static () => { };

    /// <summary>True once the call is known. Concurrent callers share one reading; one that failed is not remembered.</summary>
    public async ValueTask<bool> ReadAsync()
    {
        var reading = _reading ??= ReadOnceAsync();
        var read = await reading;
        if (!read && ReferenceEquals(_reading, reading))
        {
            _reading = null;
        }

        return read;
    }

    /// <summary>Stores the next state; durable if true.</summary>
    public async ValueTask<bool> WriteAsync(Call next)
    {
        var before = stored.State.Call;
        stored.State.Call = next;
        if (await Guard.RunAsync(logger, key, false, async () =>
        {
            await stored.WriteStateAsync();
            return true;
        }))
        {
            return true;
        }

        // It is unknown whether it was written, or by whom: until it is read anew nothing is known.
        (stored.State.Call, _reading) = (before, null);
        return false;
    }

    private async Task<bool> ReadOnceAsync()
    {
        var read = await Guard.RunAsync(logger, key, false, async () =>
        {
            await stored.ReadStateAsync();
            return true;
        });
        if (read)
        {
            OnRead();
        }

        return read;
    }
}
