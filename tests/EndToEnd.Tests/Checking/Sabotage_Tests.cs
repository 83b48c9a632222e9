using OrleansIm.Support.Campaigns;

namespace OrleansIm.EndToEnd.Tests.Checking;

/// <summary>The harness can fail: servers that break a promise on purpose are caught by the invariant that is about it.</summary>
public sealed class Sabotage_Tests
{
    [Theory]
    [InlineData("early-receipt")]
    [InlineData("recall-leaks")]
    [InlineData("no-dedup")]
    public async Task A_promise_broken_on_purpose_is_noticed(string sabotage)
    {
        var (report, expected, _) = await SabotageTrial.RunAsync(sabotage, seed: 1);

        Assert.True(expected is { Violations: > 0 }, report.ToString());
        Assert.Equal(CampaignOutcome.Violated, report.Outcome);
    }
}
