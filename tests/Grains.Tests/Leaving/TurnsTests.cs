using OrleansIm.Grains.Leaving;

namespace OrleansIm.Grains.Tests.Leaving;

public sealed class TurnsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(200, 2)]
    [InlineData(100_000, 1000)]
    public void Few_go_one_by_one_and_many_go_in_two_seconds(int grains, int size)
    {
        var (inATurn, pause) = Turns.Of(grains);

        Assert.Equal(size, inATurn);
        Assert.True(((grains + inATurn - 1) / inATurn * pause) <= TimeSpan.FromSeconds(2));
    }
}
