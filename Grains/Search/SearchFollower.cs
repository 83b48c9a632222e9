using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Hosting;
using OrleansIm.Storage.Search;

namespace OrleansIm.Grains.Search;

/// <summary>
/// Brings the index up to what this silo has written, and all conversations to their heads when a silo starts, when one has gone and took its
/// hints with it, and once in a while. Who else does so at the same time does no harm: only one moves a conversation on. It takes a share of the time
/// and no more: where messages come faster than that, the index lags, and nobody waits for it.
/// </summary>
internal sealed partial class SearchFollower(
    SearchFeed feed, IMessageSearch search, SearchIndexer indexer, SiloDeaths deaths, IOptions<SearchOptions> options,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SearchFollower> logger)
    : ServingService(lifetime)
{
    private const int Page = 500;
    private static readonly TimeSpan SweepLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);

    protected override Task ServeAsync(CancellationToken stopping) =>
        options.Value.Percent == 0 ? Task.CompletedTask : Task.WhenAll(FollowAsync(stopping), SweepAsync(stopping));

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.FollowMilliseconds), time);
        do
        {
            var failed = 0;
            foreach (var conversation in feed.Take(Page))
            {
                var followed = await TryCatchUpAsync(conversation, stopping);
                feed.Settle(conversation, followed);
                failed += followed ? 0 : 1;
            }

            if (failed > 0)
            {
                LogBehind(failed);
                await Task.Delay(Pause, time, stopping);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(SweepLook, time);
        var (seen, sweptAt, anywayAfter) = (-1, 0L, TimeSpan.FromMinutes(options.Value.SweepMinutes));
        do
        {
            var count = deaths.Count;
            if (count != seen || feed.TookTooMany() || time.GetElapsedTime(sweptAt) > anywayAfter)
            {
                seen = await TrySweepAsync(stopping) ? count : -1;
                sweptAt = time.GetTimestamp();
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task<bool> TrySweepAsync(CancellationToken stopping)
    {
        try
        {
            var (after, whole) = (0L, true);
            do
            {
                var page = await search.SweepAsync(after, Page, CancellationToken.None).UntilStopAsync(stopping);
                foreach (var conversation in page.Behind)
                {
                    whole &= await TryCatchUpAsync(conversation, stopping);
                }

                after = page.Last;
            }
            while (after > 0);
            return whole;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotSwept(failure);
            return false;
        }
    }

    private async Task<bool> TryCatchUpAsync(string conversation, CancellationToken stopping)
    {
        try
        {
            // One who has followed meanwhile may have seen less than there is now.
            while (await StepAsync(conversation, stopping) != 0)
            {
            }

            return true;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogNotFollowed(conversation, failure.Message);
            return false;
        }
    }

    /// <summary>A step, and the rest that it has earned.</summary>
    private async Task<int> StepAsync(string conversation, CancellationToken stopping)
    {
        await _turn.WaitAsync(stopping);
        try
        {
            var begun = time.GetTimestamp();
            var followed = await indexer.StepAsync(conversation, CancellationToken.None).UntilStopAsync(stopping);
            await Task.Delay(time.GetElapsedTime(begun) * (100 - options.Value.Percent) / options.Value.Percent, time, stopping);
            return followed;
        }
        finally
        {
            _turn.Release();
        }
    }

    [LoggerMessage(3151, LogLevel.Warning, "Conversations that the search index lacks could not be looked for; it is tried again")]
    private partial void LogNotSwept(Exception failure);

    [LoggerMessage(3152, LogLevel.Debug, "The search index could not follow {Conversation}: {Reason}")]
    private partial void LogNotFollowed(string conversation, string reason);

    [LoggerMessage(3153, LogLevel.Warning, "The search index could not follow {Count} conversations; it is tried again")]
    private partial void LogBehind(int count);
}
