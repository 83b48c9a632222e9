using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Gateway.Sessions;

/// <summary>
/// Carries acknowledgements to the users' grains, a moment's worth at a time: only the last per conversation counts, and
/// one that is lost costs a repeated push, nothing more.
/// </summary>
internal sealed partial class AckFlusher(TimeProvider time, ILogger<AckFlusher> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<ClientSession> _sessions = new();

    public void Enqueue(ClientSession session) => _sessions.Enqueue(session);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var calls = new List<Task>();
        while (await NextAsync(timer, stoppingToken))
        {
            for (var left = _sessions.Count; left > 0 && _sessions.TryDequeue(out var session); left--)
            {
                if (session.Deliveries.TakeAcks() is { Length: > 0 } acks)
                {
                    calls.Add(session.User.AckAsync(session.Facts.Session, new Immutable<SeqMark[]>(acks)).AsTask());
                }
            }

            await SettleAsync(calls);
            calls.Clear();
        }
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task SettleAsync(List<Task> calls)
    {
        try
        {
            await Task.WhenAll(calls);
        }
        catch (Exception failure)
        {
            LogLost(failure);
        }
    }

    [LoggerMessage(2111, LogLevel.Information, "Some acknowledgements were lost; what they stood for is pushed again")]
    private partial void LogLost(Exception failure);
}
