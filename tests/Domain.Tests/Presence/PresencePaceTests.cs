using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Presence;

namespace OrleansIm.Domain.Tests.Presence;

public sealed class PresencePaceTests
{
    private const long GoneAfter = 5_000;
    private const long Start = 1_700_000_000_000;

    private static readonly ClassSet Phone = ClassSet.Of(DeviceClass.Mobile);
    private static readonly ClassSet Desk = ClassSet.Of(DeviceClass.Desktop);
    private static readonly ClassSet Both = ClassSet.Of(DeviceClass.Desktop, DeviceClass.Mobile);

    private readonly PresencePace _pace = new(GoneAfter);

    [Fact]
    public void Who_comes_is_there_at_once_and_who_goes_is_gone_after_a_while()
    {
        Assert.Null(_pace.DueIn(0));
        See(Phone, 100);
        Assert.Equal(0, _pace.DueIn(100));
        _pace.Follow(100, watched: true);
        Assert.Equal((Phone, null), (_pace.Shown, _pace.DueIn(100)));

        See(ClassSet.None, 7_000);
        Assert.Equal(GoneAfter, _pace.DueIn(7_000));
        Assert.Equal(1, _pace.DueIn(11_999));
        Assert.Equal(Phone, _pace.Shown);
        Assert.Equal(0, _pace.DueIn(12_000));
        _pace.Follow(12_000, watched: true);
        Assert.True(_pace.Shown.IsEmpty);
    }

    [Fact]
    public void Last_seen_is_when_the_user_left_not_when_that_was_shown()
    {
        Assert.Equal(0, _pace.LastSeen(Start));
        See(Phone, 0);
        _pace.Follow(0, watched: true);
        See(ClassSet.None, 7_000);
        Assert.Equal(Start + 9_000, _pace.LastSeen(Start + 9_000));
        _pace.Follow(12_000, watched: true);
        Assert.Equal(Start + 7_000, _pace.LastSeen(Start + 99_000));

        See(ClassSet.None, 50_000);
        Assert.Equal(Start + 7_000, _pace.LastSeen(Start + 99_000));
    }

    [Fact]
    public void Who_comes_back_in_time_never_left()
    {
        See(Phone, 0);
        _pace.Follow(0, watched: true);
        for (var tick = 1_000L; tick < 100_000; tick += 4_000)
        {
            See(ClassSet.None, tick);
            Assert.True(_pace.DueIn(tick) > 0);
            See(Phone, tick + 3_000);
            Assert.Null(_pace.DueIn(tick + 3_000));
        }

        Assert.Equal(1, _pace.Version);
    }

    [Fact]
    public void Another_class_is_shown_at_once_and_one_that_goes_after_a_while()
    {
        See(Phone, 0);
        _pace.Follow(0, watched: true);
        See(Both, 1_000);
        Assert.Equal(0, _pace.DueIn(1_000));
        _pace.Follow(1_000, watched: true);
        See(Desk, 2_000);
        Assert.Equal(GoneAfter, _pace.DueIn(2_000));
        See(Phone, 3_000);

        Assert.Equal(GoneAfter, _pace.DueIn(3_000));
        Assert.Equal(Both, _pace.Shown);
    }

    /// <summary>On and off, each for longer than one who went is still shown: a minute of it costs no more than a burst and one for each pause.</summary>
    [Theory]
    [InlineData(6_000)]
    [InlineData(100)]
    public void Who_comes_and_goes_all_the_time_is_shown_rarely_and_right_in_the_end(long each)
    {
        var pace = new PresencePace(each < GoneAfter ? 0 : GoneAfter);
        var shown = 0;
        var tick = 0L;
        for (var there = true; tick < 600_000; there = !there, tick += each)
        {
            pace.See(there ? Phone : ClassSet.None, Start + tick, tick);
            for (var t = tick; t < tick + each; t += 50)
            {
                if (pace.DueIn(t) == 0)
                {
                    pace.Follow(t, watched: true);
                    shown++;
                }
            }
        }

        Assert.InRange(shown, 10, PresencePace.Burst + 1 + (int)(600_000 / PresencePace.Pause));
        pace.See(Desk, Start + tick, tick);
        Assert.InRange(pace.DueIn(tick)!.Value, 0, PresencePace.Pause);
        pace.Follow(tick + pace.DueIn(tick)!.Value, watched: true);
        Assert.Equal(Desk, pace.Shown);
    }

    [Fact]
    public void What_nobody_watches_costs_nothing_of_that()
    {
        for (var i = 0; i < 50; i++)
        {
            See(i % 2 == 0 ? Phone : Both, i);
            Assert.True(_pace.DueIn(20_000 + i) == 0);
            _pace.Follow(20_000 + i, watched: false);
        }
    }

    [Fact]
    public void Classes_are_told_in_one_order()
    {
        Assert.Equal([DeviceClass.Mobile, DeviceClass.Desktop], Both.ToClasses());
        Assert.True(Both.Holds(Desk) && !Desk.Holds(Both) && Desk.Holds(ClassSet.None));
    }

    private void See(ClassSet there, long tick) => _pace.See(there, Start + tick, tick);
}
