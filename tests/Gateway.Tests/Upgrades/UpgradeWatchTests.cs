using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Gateway.Upgrades;
using OrleansIm.Grains.Interfaces.Operations;

namespace OrleansIm.Gateway.Tests.Upgrades;

public sealed class UpgradeWatchTests : IDisposable
{
    private static readonly UpgradeRule Rule = new("ios", "2.0", "3.0", string.Empty, "root", 1);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeUpgrades _grain = new();
    private readonly UpgradePolicy _policy;
    private readonly UpgradeWatch _watch;
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    public UpgradeWatchTests()
    {
        _policy = new UpgradePolicy(Microsoft.Extensions.Options.Options.Create(new UpgradeOptions()), _time);
        _watch = new UpgradeWatch(
            FakeGrains.Of((type, key) => (type, key) == (typeof(IUpgradeGrain), "o:upgrades") ? _grain : throw new NotSupportedException()),
            _policy, _lifetime, _time, NullLogger<UpgradeWatch>.Instance);
    }

    private bool IsTooOld => _policy.Judge("ios", "1.0").IsRequired;

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task A_gateway_goes_by_what_it_knows_while_nobody_answers()
    {
        Assert.False(IsTooOld);
        _grain.Answer = () => new UpgradeSheet(ErrorCode.None, [Rule]);
        await _watch.LookAsync();
        Assert.True(IsTooOld);

        _grain.Answer = () => UpgradeSheet.Busy;
        await _watch.LookAsync();
        Assert.True(IsTooOld);

        _grain.Answer = () => throw new TimeoutException("No silo is there.");
        await _watch.LookAsync();
        Assert.True(IsTooOld);

        _grain.Answer = () => new UpgradeSheet(ErrorCode.None, []);
        await _watch.LookAsync();
        Assert.False(IsTooOld);
    }

    [Fact]
    public async Task It_asks_when_the_process_has_started_and_every_two_seconds_from_then_on_and_logins_wait_for_the_first_answer()
    {
        await _watch.StartAsync(TestContext.Current.CancellationToken);
        Assert.False(_policy.ReadyAsync().IsCompleted);
        _lifetime.NotifyStarted();
        await Condition.HoldsAsync(() => _policy.ReadyAsync().IsCompleted, "the first answer");
        Assert.False(IsTooOld);

        _grain.Answer = () => new UpgradeSheet(ErrorCode.None, [Rule]);
        await Condition.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(2));
                return IsTooOld;
            },
            "the rule is followed");
        await _watch.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class FakeUpgrades : IUpgradeGrain
    {
        public Func<UpgradeSheet> Answer { get; set; } = static () => UpgradeSheet.Busy;

        public ValueTask<UpgradeSheet> ReadAsync() => new(Answer());

        public ValueTask<UpgradeOutcome> SetAsync(UpgradeRule rule) => throw new NotSupportedException();

        public ValueTask<UpgradeOutcome> DropAsync(string platform) => throw new NotSupportedException();
    }
}
