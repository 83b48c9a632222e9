using Microsoft.Extensions.Time.Testing;
using OrleansIm.Grains.Operations;

namespace OrleansIm.Grains.Tests.Operations;

/// <summary>Counting the busiest of very many.</summary>
public sealed class TopCountsTests
{
    [Fact]
    public void What_is_frequent_stays_whatever_passes_by()
    {
        var counts = new TopCounts(8);
        var total = 0;
        for (var i = 0; i < 2_000; i++)
        {
            counts.Add($"once-{i}", 1);
            counts.Add("busy", i % 3 == 0 ? 2 : 0);
            total += 1 + (i % 3 == 0 ? 2 : 0);
        }

        var kept = counts.All.ToDictionary();
        Assert.Equal(8, kept.Count);
        Assert.InRange(kept["busy"], 1_334, 1_334 + (total / 8));
    }

    [Fact]
    public void Nothing_is_counted_too_low()
    {
        var counts = new TopCounts(4);
        var exact = new Dictionary<string, long>(StringComparer.Ordinal);
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var key = $"k{random.Next(1, 4) * random.Next(0, 5)}";
            counts.Add(key, 1);
            exact[key] = exact.GetValueOrDefault(key) + 1;
        }

        Assert.All(counts.All, counted => Assert.True(counted.Value >= exact[counted.Key], counted.Key));
    }

    [Fact]
    public void Hot_is_who_got_messages_in_the_last_minute()
    {
        var time = new FakeTimeProvider();
        var hot = new HotConversations(time);
        hot.Note("g:early", 100);
        time.Advance(TimeSpan.FromSeconds(30));
        hot.Note("g:late", 10);
        hot.Note("g:late", 5);
        Assert.Equal([("g:early", 100), ("g:late", 15)], hot.Top(5).Select(one => (one.Conversation, one.Messages)));
        Assert.Equal("g:early", Assert.Single(hot.Top(1)).Conversation);

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal([("g:late", 15)], hot.Top(5).Select(one => (one.Conversation, one.Messages)));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Empty(hot.Top(5));
    }

    [Fact]
    public void Who_no_longer_reports_is_forgotten()
    {
        var time = new FakeTimeProvider();
        var reports = new Reports<string>(time);
        reports.Put("a", "first");
        time.Advance(TimeSpan.FromSeconds(15));
        reports.Put("b", "second");
        Assert.Equal(["first", "second"], reports.Fresh.Order(StringComparer.Ordinal));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("second", Assert.Single(reports.Fresh));
        Assert.Null(reports.Find("a"));
        for (var i = 0; i < 5_000; i++)
        {
            reports.Put($"n{i}", "many");
        }

        Assert.Equal(2_000, reports.Fresh.Count());
        reports.Put("b", "renewed");
        Assert.Equal("renewed", reports.Find("b"));
    }
}
