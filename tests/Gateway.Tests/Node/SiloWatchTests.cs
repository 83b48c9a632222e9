using OrleansIm.Gateway.Node;

namespace OrleansIm.Gateway.Tests.Node;

public sealed class SiloWatchTests
{
    [Fact]
    public void Sessions_ask_each_second_for_a_while_and_twice_later()
    {
        List<int> asked = [];
        var before = TimeSpan.Zero;
        for (var second = 0; second <= 120; second++)
        {
            if (SiloWatch.IsToAsk(TimeSpan.FromSeconds(second), before))
            {
                before = TimeSpan.FromSeconds(second);
                asked.Add(second);
            }
        }

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 15, 30], asked);
    }

    /// <summary>A machine that stood may look late.</summary>
    [Fact]
    public void What_was_passed_over_is_made_up_for_once()
    {
        Assert.True(SiloWatch.IsToAsk(TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(3)));
        Assert.False(SiloWatch.IsToAsk(TimeSpan.FromSeconds(71), TimeSpan.FromSeconds(70)));
    }
}
