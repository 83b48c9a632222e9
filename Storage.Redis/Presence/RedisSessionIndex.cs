using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Storage.Presence;
using StackExchange.Redis;

namespace OrleansIm.Storage.Redis.Presence;

/// <summary>
/// Writes behind: per user only the newest state counts, so what waits is bounded by the users of this process, and while
/// Redis is away nothing piles up. Entries expire unless they are written again, so that those of a process that died go.
/// </summary>
internal sealed partial class RedisSessionIndex(string connection, string serviceId, TimeProvider time, ILogger logger)
    : BackgroundService, ISessionIndex
{
    /// <summary>How long an entry stays without being written again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private const int Batch = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, IndexedUser> _users = new(StringComparer.Ordinal);
    private readonly Queue<string> _queue = new();
    private readonly RedisChannel _channel = RedisChannel.Literal(IndexFormat.Channel(serviceId));

    public void Update(string user, IReadOnlyList<IndexedSession> sessions)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(user, out var known))
            {
                _users[user] = known = new IndexedUser();
            }

            known.Sessions = sessions;
            Enqueue(user, known);
        }
    }

    public void Release(string user)
    {
        lock (_gate)
        {
            _users.Remove(user);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        using var timer = new PeriodicTimer(Period, time);
        var refreshed = time.GetTimestamp();
        var pause = TimeSpan.Zero;
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (time.GetElapsedTime(refreshed) >= RefreshEvery)
                {
                    refreshed = time.GetTimestamp();
                    RefreshAll();
                }

                pause = await FlushAsync(redis.GetDatabase(), pause);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the grains move elsewhere, and what they write there comes instead.
        }
    }

    /// <summary>Writes what waits. Gives the pause before the next try: none unless Redis is away.</summary>
    private async ValueTask<TimeSpan> FlushAsync(IDatabase redis, TimeSpan pause)
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await Task.WhenAll(batch.Select(one => WriteAsync(redis, one)));
                if (pause > TimeSpan.Zero)
                {
                    LogBack();
                    RefreshAll();
                }

                pause = TimeSpan.Zero;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                if (pause == TimeSpan.Zero)
                {
                    LogAway(failure.Message);
                }

                PutBack(batch);
                return pause == TimeSpan.Zero ? Period : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 2));
            }
        }

        return pause;
    }

    private async Task WriteAsync(IDatabase redis, (string User, IReadOnlyList<IndexedSession> Sessions, bool? ToldOnline) one)
    {
        var online = one.Sessions.Count > 0;
        RedisKey key = IndexFormat.Key(serviceId, one.User);
        await (online
            ? redis.StringSetAsync(key, IndexFormat.Sessions(one.Sessions), Lifetime)
            : (Task)redis.KeyDeleteAsync(key));
        if (one.ToldOnline != online)
        {
            await redis.PublishAsync(_channel, IndexFormat.Presence(one.User, online));
            Told(one.User, online);
        }
    }

    private List<(string User, IReadOnlyList<IndexedSession> Sessions, bool? ToldOnline)> Take()
    {
        var batch = new List<(string, IReadOnlyList<IndexedSession>, bool?)>();
        lock (_gate)
        {
            while (batch.Count < Batch && _queue.TryDequeue(out var user))
            {
                if (_users.TryGetValue(user, out var known))
                {
                    known.Queued = false;
                    batch.Add((user, known.Sessions, known.ToldOnline));
                }
            }
        }

        return batch;
    }

    private void PutBack(List<(string User, IReadOnlyList<IndexedSession> Sessions, bool? ToldOnline)> batch)
    {
        lock (_gate)
        {
            foreach (var (user, _, _) in batch)
            {
                if (_users.TryGetValue(user, out var known))
                {
                    Enqueue(user, known);
                }
            }
        }
    }

    private void Told(string user, bool online)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(user, out var known))
            {
                return;
            }

            known.ToldOnline = online;
            if (!online && known.Sessions.Count == 0)
            {
                // Nothing is left to be said of who is offline.
                _users.Remove(user);
            }
        }
    }

    private void RefreshAll()
    {
        lock (_gate)
        {
            foreach (var (user, known) in _users)
            {
                Enqueue(user, known);
            }
        }
    }

    private void Enqueue(string user, IndexedUser known)
    {
        if (!known.Queued)
        {
            known.Queued = true;
            _queue.Enqueue(user);
        }
    }

    [LoggerMessage(3401, LogLevel.Warning, "The session index in Redis can't be written at the moment; it is made up for later: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(3402, LogLevel.Information, "The session index in Redis is written again")]
    private partial void LogBack();
}
