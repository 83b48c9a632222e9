using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using OrleansIm.Gateway.Links;

namespace OrleansIm.Gateway.Tests.Links;

/// <summary>A peer that failed while the clock was fast is tried again as soon as if the clock had been right.</summary>
public sealed class PutBackClockTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    [Fact]
    public void What_the_clock_was_put_back_by_is_taken_off_the_wait_until_it_has_caught_up()
    {
        var time = new FakeTimeProvider();
        var options = Microsoft.Extensions.Options.Options.Create(new ConnectionOptions { ConnectionRetryDelay = Usual });
        using var clock = new PutBackClock(options, time, NullLogger<PutBackClock>.Instance);

        time.AdjustTime(time.GetUtcNow() + TimeSpan.FromHours(1));
        clock.Look();
        Assert.Equal(Usual, options.Value.ConnectionRetryDelay);
        var failedAt = time.GetUtcNow();

        time.AdjustTime(time.GetUtcNow() - TimeSpan.FromHours(1));
        clock.Look();
        Assert.Equal(time.GetUtcNow() + Usual, failedAt + options.Value.ConnectionRetryDelay);

        time.Advance(2 * Usual);
        clock.Look();
        Assert.True(failedAt + options.Value.ConnectionRetryDelay < time.GetUtcNow());

        time.AdjustTime(time.GetUtcNow() + TimeSpan.FromHours(2));
        clock.Look();
        Assert.Equal(Usual, options.Value.ConnectionRetryDelay);
    }
}
