using Microsoft.Extensions.Time.Testing;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Rates;

namespace OrleansIm.Gateway.Tests.Sessions;

public sealed class LoginRatesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void One_user_is_held_back_and_the_others_are_not()
    {
        var rates = Rates(perSecond: 2, burst: 3);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => rates.TryTake("alice")));
        Assert.True(rates.TryTake("bob"));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => rates.TryTake("alice")));
    }

    [Fact]
    public void Forgetting_users_at_rest_gives_nobody_a_second_burst()
    {
        var rates = Rates(perSecond: 1, burst: 1);
        Assert.True(rates.TryTake("alice"));
        for (var i = 0; i < 25_000; i++)
        {
            Assert.True(rates.TryTake($"u{i}"));
        }

        Assert.False(rates.TryTake("alice"));
    }

    private LoginRates Rates(int perSecond, int burst) => new(
        new NoSharedRates(),
        Microsoft.Extensions.Options.Options.Create(new LimitOptions { LoginsPerSecond = perSecond, LoginBurst = burst }), _time);
}
