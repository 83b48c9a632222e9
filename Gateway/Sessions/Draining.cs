using Microsoft.Extensions.Options;
using OrleansIm.Domain;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Takes no connections, so that readiness fails, and sends the clients away: because the process ends, or because an operator
/// says so, who may also end it. Where other gateways take them over, one client after the other is told to move at once and
/// the others are served meanwhile, so that nobody is without a gateway. One that is alone lets all go at once, to be back the
/// sooner, and each comes back a little later.
/// </summary>
internal sealed class Draining(ConnectionTable table, IOptions<LimitOptions> limits, IOptions<DrainOptions> options, TimeProvider time)
{
    /// <summary>So many in a second move in any case: few need not take all the time there is.</summary>
    private const double FewPerSecond = 100;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>What the last clients may take to go; before that all must have been told.</summary>
    private static readonly TimeSpan Going = TimeSpan.FromSeconds(2);

    /// <summary>How long requests under way may hold up a client's leaving: meanwhile nothing new is taken from it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private CancellationTokenSource _turns = new();
    private bool _leaving;

    /// <summary>The process ends; nothing undoes that.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _leaving = true;
            table.IsDraining = true;
        }

        var stay = TimeSpan.FromSeconds(limits.Value.DrainSeconds) - Going;
        SendAway(stay < TimeSpan.Zero ? TimeSpan.Zero : stay);
    }

    /// <summary>An operator begins or ends it.</summary>
    public void Set(bool on)
    {
        lock (_gate)
        {
            table.IsDraining = on || _leaving;
            if (!on && !_leaving)
            {
                _turns.Cancel();
            }
        }

        if (on)
        {
            SendAway(TimeSpan.MaxValue);
        }
    }

    private void SendAway(TimeSpan stay)
    {
        CancellationToken cancellation;
        lock (_gate)
        {
            _turns.Cancel();
            _turns = new CancellationTokenSource();
            cancellation = _turns.Token;
        }

        ClientConnection[] all = [.. table.All.Where(static connection => !connection.IsClosed)];
        if (options.Value.HasOthers)
        {
            _ = TakeTurnsAsync(all, stay, cancellation);
        }
        else
        {
            foreach (var connection in all)
            {
                Tell(connection, TimeSpan.FromSeconds(limits.Value.DrainSpreadSeconds * Random.Shared.NextDouble()));
            }
        }
    }

    private async Task TakeTurnsAsync(ClientConnection[] all, TimeSpan stay, CancellationToken cancellation)
    {
        var spread = TimeSpan.FromSeconds(Math.Min(limits.Value.DrainSpreadSeconds, all.Length / FewPerSecond));
        var begun = time.GetTimestamp();
        for (var i = 0; i < all.Length; i++)
        {
            var due = spread * i / all.Length;
            while (time.GetElapsedTime(begun) is var elapsed && elapsed < due && elapsed < stay)
            {
                await Task.Delay(Step, time, CancellationToken.None);
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }
            }

            // Whose turn would come only after the end is told to wait for it elsewhere.
            var rest = due - time.GetElapsedTime(begun);
            Tell(all[i], rest > TimeSpan.Zero ? rest : Step * Random.Shared.NextDouble());
        }
    }

    /// <param name="connection">Whose client has to go.</param>
    /// <param name="wait">What it waits before it comes back; one that is told no time would wait as long as it likes.</param>
    private static void Tell(ClientConnection connection, TimeSpan wait) => _ = connection.LeaveAsync(
        new CloseFrame(CloseCode.Draining, "This server is going down.", Retry: true, RetryAfter: Math.Max(1, (int)wait.TotalMilliseconds)),
        Patience);
}
