using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Grains.Leaving;

namespace OrleansIm.Grains.Tests.Leaving;

/// <summary>Grains of a silo that leaves go one after the other, and none of them holds up the rest.</summary>
public sealed class GradualLeaveTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeOracle _silos = new();
    private readonly List<KeyValuePair<GrainId, IGrainContext>> _here = [];

    [Fact]
    public async Task Each_waits_until_the_one_before_has_gone_but_not_for_ever()
    {
        var (one, two, three) = (Grain("im.user"), Grain("im.user"), Grain("im.conversation"));
        _silos.CurrentStatus = SiloStatus.ShuttingDown;
        var leaving = Leave().LeaveAsync(TestContext.Current.CancellationToken);

        await UntilAsync(() => one.IsTold);
        Assert.False(two.IsTold);
        one.End();
        await UntilAsync(() => two.IsTold);
        Assert.False(three.IsTold);

        // The second hangs.
        await UntilAsync(() => three.IsTold);
        three.End();
        await UntilAsync(() => leaving.IsCompleted);
        await leaving;
    }

    [Fact]
    public async Task Nothing_goes_before_the_others_are_told_that_this_silo_leaves()
    {
        var grain = Grain("im.user");
        var leaving = Leave().LeaveAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.False(grain.IsTold);
        _silos.CurrentStatus = SiloStatus.ShuttingDown;
        await UntilAsync(() => grain.IsTold);
        grain.End();
        await UntilAsync(() => leaving.IsCompleted);
    }

    [Theory]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.Stopping)]
    [InlineData(SiloStatus.Dead)]
    public async Task A_silo_that_can_not_say_that_it_leaves_is_left_to_Orleans(SiloStatus status)
    {
        var grain = Grain("im.user");
        _silos.CurrentStatus = status;
        var leaving = Leave().LeaveAsync(TestContext.Current.CancellationToken);

        await UntilAsync(() => leaving.IsCompleted);
        Assert.False(grain.IsTold);
    }

    [Fact]
    public async Task The_last_silo_has_nobody_to_leave_its_grains_to()
    {
        var grain = Grain("im.user");
        var leave = new GradualLeave(_here, new FakeOracle { Others = 0, CurrentStatus = SiloStatus.ShuttingDown }, _time, NullLogger<GradualLeave>.Instance);

        await leave.LeaveAsync(TestContext.Current.CancellationToken);
        Assert.False(grain.IsTold);
    }

    [Fact]
    public async Task Parts_of_Orleans_stay()
    {
        var (part, grain) = (Grain("sys.svc.x"), Grain("im.user"));
        _silos.CurrentStatus = SiloStatus.ShuttingDown;
        grain.End();
        var leaving = Leave().LeaveAsync(TestContext.Current.CancellationToken);

        await UntilAsync(() => leaving.IsCompleted);
        Assert.Equal((true, false), (grain.IsTold, part.IsTold));
    }

    [Fact]
    public async Task Whoever_stops_this_silo_in_haste_does_not_wait()
    {
        Grain("im.user");
        using var haste = new CancellationTokenSource();
        var leaving = Leave().LeaveAsync(haste.Token);
        await haste.CancelAsync();

        await leaving;
    }

    private GradualLeave Leave() => new(_here, _silos, _time, NullLogger<GradualLeave>.Instance);

    private FakeContext Grain(string type)
    {
        var (context, fake) = FakeContext.Create();
        _here.Add(new(GrainId.Create(type, $"{_here.Count}"), context));
        return fake;
    }

    /// <summary>Time goes on in small steps, since nobody knows when the other side begins to wait.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), "Waited in vain.");
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
