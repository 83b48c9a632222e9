using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Tests.Sessions;

public sealed class TokenBucketTests
{
    private const long Second = 1000;

    [Fact]
    public void A_rested_bucket_gives_its_burst_and_then_its_rate()
    {
        var bucket = new TokenBucket(10, 5);
        var now = 1L;

        Assert.Equal(5, Taken(ref bucket, now, tries: 20));
        Assert.Equal(0, Taken(ref bucket, now + 99, tries: 20));
        Assert.Equal(1, Taken(ref bucket, now + 100, tries: 20));
        Assert.Equal(5, Taken(ref bucket, now + (100 * Second), tries: 20));
    }

    [Fact]
    public void In_the_long_run_it_gives_its_rate_however_it_is_asked()
    {
        var bucket = new TokenBucket(100, 50);
        var taken = 0;
        for (var now = 1L; now <= 20 * Second; now += 3)
        {
            taken += Taken(ref bucket, now, tries: 2);
        }

        Assert.InRange(taken, 2000, 2050);
    }

    [Fact]
    public void It_says_how_long_to_wait_and_when_it_has_forgotten()
    {
        var bucket = new TokenBucket(10, 1);
        Assert.True(bucket.TryTake(1, Second));
        Assert.Equal(100, bucket.WaitMilliseconds);
        Assert.False(bucket.IsFull(50, Second));
        Assert.True(bucket.IsFull(101, Second));
    }

    private static int Taken(ref TokenBucket bucket, long now, int tries)
    {
        var taken = 0;
        for (var i = 0; i < tries; i++)
        {
            taken += bucket.TryTake(now, Second) ? 1 : 0;
        }

        return taken;
    }
}
