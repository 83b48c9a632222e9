using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Domain.Upgrades;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Grains.Operations;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Grains.Tests.Operations;

/// <summary>What operators say to old apps: stored, and told to gateways.</summary>
public sealed class UpgradeGrainTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Rules _store = new();
    private readonly UpgradeGrain _grain;

    public UpgradeGrainTests() => _grain = new UpgradeGrain(_store, _time, NullLogger<UpgradeGrain>.Instance);

    [Fact]
    public async Task What_is_set_is_told_to_the_next_who_asks_and_what_is_taken_away_is_not()
    {
        Assert.Empty((await _grain.ReadAsync()).Rules);
        Assert.Equal(UpgradeOutcome.Stored, await _grain.SetAsync(Rule("ios", "2.0")));
        Assert.Equal(UpgradeOutcome.Stored, await _grain.SetAsync(Rule("ios", "2.1")));
        Assert.Equal(UpgradeOutcome.Stored, await _grain.SetAsync(Rule(Platforms.Others, "1.0")));
        Assert.Equal([Rule(Platforms.Others, "1.0"), Rule("ios", "2.1")], (await _grain.ReadAsync()).Rules);

        Assert.Equal(UpgradeOutcome.Stored, await _grain.DropAsync("ios"));
        Assert.Equal(UpgradeOutcome.NoSuchRule, await _grain.DropAsync("ios"));
        Assert.Equal([Rule(Platforms.Others, "1.0")], (await _grain.ReadAsync()).Rules);
    }

    [Fact]
    public async Task However_many_gateways_ask_the_database_is_read_once_a_second()
    {
        await _grain.ReadAsync();
        await _store.SetAsync(Rule("ios", "2.0"), CancellationToken.None);
        Assert.Empty((await _grain.ReadAsync()).Rules);
        Assert.Equal(1, _store.Loads);

        // What somebody else has written is told as well.
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single((await _grain.ReadAsync()).Rules);
    }

    [Fact]
    public async Task A_wrong_rule_and_one_too_many_are_not_stored()
    {
        Assert.Equal(UpgradeOutcome.Wrong, await _grain.SetAsync(Rule("ios", "2.x")));
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(UpgradeOutcome.Stored, await _grain.SetAsync(Rule($"platform-{i}", "2.0")));
        }

        Assert.Equal(UpgradeOutcome.TooMany, await _grain.SetAsync(Rule("ios", "2.0")));
        Assert.Equal(UpgradeOutcome.Stored, await _grain.SetAsync(Rule("platform-7", "3.0")));
        Assert.Equal(200, (await _grain.ReadAsync()).Rules.Length);
    }

    [Fact]
    public async Task While_the_database_is_away_nobody_is_told_that_there_are_no_rules()
    {
        await _grain.SetAsync(Rule("ios", "2.0"));
        _store.IsAway = true;

        Assert.Equal(ErrorCode.Busy, (await _grain.ReadAsync()).Code);
        Assert.Equal(UpgradeOutcome.Failed, await _grain.SetAsync(Rule("ios", "3.0")));
        Assert.Equal(UpgradeOutcome.Failed, await _grain.DropAsync("ios"));
        _store.IsAway = false;
        Assert.Equal([Rule("ios", "2.0")], (await _grain.ReadAsync()).Rules);
    }

    private static UpgradeRule Rule(string platform, string minimum) => new(platform, minimum, string.Empty, string.Empty, "root", 1);

    private sealed class Rules : IUpgradeStore
    {
        private readonly SortedDictionary<string, UpgradeRule> _rules = new(StringComparer.Ordinal);

        public bool IsAway { get; set; }

        public int Loads { get; private set; }

        public ValueTask SetAsync(UpgradeRule rule, CancellationToken cancellation)
        {
            ThrowIfAway();
            _rules[rule.Platform] = rule;
            return ValueTask.CompletedTask;
        }

        public ValueTask<bool> RemoveAsync(string platform, CancellationToken cancellation)
        {
            ThrowIfAway();
            return new(_rules.Remove(platform));
        }

        public ValueTask<IReadOnlyList<UpgradeRule>> LoadAsync(CancellationToken cancellation)
        {
            ThrowIfAway();
            Loads++;
            return new([.. _rules.Values]);
        }

        private void ThrowIfAway()
        {
            if (IsAway)
            {
                throw new TimeoutException("The database is away.");
            }
        }
    }
}
