using CsCheck;
using OrleansIm.Gateway.Sessions;

namespace OrleansIm.Gateway.Tests.Sessions;

public sealed class DeliveryWindowTests
{
    private readonly DeliveryWindow _window = new();

    [Fact]
    public void Outstanding_is_what_was_pushed_and_not_acknowledged() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[1, 6]).List[0, 60].Sample(steps =>
        {
            var window = new DeliveryWindow();
            var pushed = new Dictionary<string, long>();
            var acked = new Dictionary<string, long>();
            var highest = new Dictionary<string, long>();
            var now = 0L;
            foreach (var (kind, which, count) in steps)
            {
                now++;
                var conversation = $"c{which}";
                if (kind <= 2)
                {
                    var last = pushed.GetValueOrDefault(conversation) + count;
                    window.Pushed(conversation, last - count + 1, last, now);
                    pushed[conversation] = last;
                    highest[conversation] = Math.Max(highest.GetValueOrDefault(conversation), last);
                }
                else if (kind <= 4 && highest.ContainsKey(conversation))
                {
                    var seq = Math.Min(acked.GetValueOrDefault(conversation) + count - 1, highest[conversation]);
                    Assert.Equal(seq > acked.GetValueOrDefault(conversation), window.Acked(conversation, seq, now));
                    acked[conversation] = Math.Max(acked.GetValueOrDefault(conversation), seq);
                    pushed[conversation] = Math.Max(pushed[conversation], acked[conversation]);
                }
                else if (kind == 5)
                {
                    window.Rewind();
                    foreach (var name in pushed.Keys)
                    {
                        pushed[name] = acked.GetValueOrDefault(name);
                    }
                }

                Assert.Equal(pushed.Sum(place => place.Value - acked.GetValueOrDefault(place.Key)), window.Outstanding);
                Assert.All(pushed, place => Assert.Equal(place.Value, window.PushedUpTo(place.Key)));
                Assert.True(window.Outstanding == 0 || window.StalledSince is not null);
            }
        });

    [Fact]
    public void The_first_push_begins_where_it_begins()
    {
        _window.Pushed("c", 41, 42, now: 1);

        Assert.Equal((2L, 42L, 40L), (_window.Outstanding, _window.PushedUpTo("c"), _window.AckedUpTo("c")));
    }

    [Fact]
    public void The_stall_begins_with_the_first_push_and_only_progress_starts_it_anew()
    {
        Assert.Null(_window.StalledSince);
        _window.Pushed("c", 1, 3, now: 10);
        _window.Pushed("c", 4, 4, now: 20);
        Assert.Equal(10, _window.StalledSince);

        Assert.False(_window.Acked("c", 0, now: 30));
        Assert.False(_window.Acked("other", 9, now: 30));
        Assert.Equal(10, _window.StalledSince);

        Assert.True(_window.Acked("c", 2, now: 40));
        Assert.Equal(40, _window.StalledSince);
        Assert.False(_window.Acked("c", 2, now: 50));
        Assert.Equal(40, _window.StalledSince);

        Assert.True(_window.Acked("c", 4, now: 60));
        Assert.Null(_window.StalledSince);
    }

    [Fact]
    public void A_rewind_does_not_excuse_a_client_that_does_not_acknowledge()
    {
        _window.Pushed("c", 1, 3, now: 10);
        _window.Rewind();
        _window.Pushed("c", 1, 3, now: 50);

        Assert.Equal((3L, 10L), (_window.Outstanding, _window.StalledSince));
    }

    [Fact]
    public void An_acknowledgement_of_what_was_pushed_before_a_rewind_counts()
    {
        _window.Pushed("c", 1, 5, now: 1);
        _window.Rewind();

        Assert.True(_window.Acked("c", 4, now: 2));
        Assert.Equal((0L, 4L), (_window.Outstanding, _window.PushedUpTo("c")));
        Assert.Null(_window.StalledSince);
    }

    [Fact]
    public void More_than_was_pushed_cannot_be_acknowledged()
    {
        _window.Pushed("c", 1, 3, now: 1);

        Assert.True(_window.Acked("c", 1000, now: 2));
        Assert.Equal((3L, 0L), (_window.AckedUpTo("c"), _window.Outstanding));
    }

    [Fact]
    public void A_stall_ends_with_a_catching_up_that_found_nothing_to_push()
    {
        var window = new DeliveryWindow();
        window.Pushed("d:a:b", 1, 1, now: 10);
        window.Rewind();
        window.Settle();
        window.Pushed("d:a:b", 1, 1, now: 99);

        Assert.Equal(99, window.StalledSince);
    }
}
