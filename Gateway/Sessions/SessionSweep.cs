using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansIm.Domain;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Sessions;

/// <summary>One timer for all connections: logins that don't come, hearts that stop, acks that fail to arrive, readers that don't read, calls that want to see their parties.</summary>
internal sealed class SessionSweep(ConnectionTable table, IOptions<LimitOptions> limits, TimeProvider time) : BackgroundService
{
    private const int SilentBeats = 3;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var connection in table.All)
                {
                    Look(connection);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Look(ClientConnection connection)
    {
        if (connection.IsClosed)
        {
            return;
        }

        connection.Session?.Calls.Tick();

        if (connection.Session is not { } session)
        {
            if (connection.Age > TimeSpan.FromSeconds(limits.Value.LoginSeconds))
            {
                connection.Close(new CloseFrame(CloseCode.LoginTimeout, "No login came in time.", Retry: true));
            }
        }
        else if (connection.Silence > TimeSpan.FromSeconds(session.Facts.Heartbeat * SilentBeats))
        {
            connection.Close(new CloseFrame(CloseCode.HeartbeatTimeout, "Three heartbeats are missing.", Retry: true));
        }
        else if (connection.Out.StuckFor > StuckAfter)
        {
            connection.Close(new CloseFrame(CloseCode.SlowConsumer, "You don't read what is sent to you.", Retry: true));
            connection.Abort();
        }
        else if (!session.Deliveries.Tick())
        {
            connection.Close(new CloseFrame(CloseCode.SlowConsumer, "You don't acknowledge what is pushed to you.", Retry: true));
        }
    }
}
