using OrleansIm.Support.Campaigns;

namespace OrleansIm.EndToEnd.Tests.Checking;

/// <summary>What a campaign must come to for its test to pass.</summary>
internal static class Verdict
{
    /// <summary>Every promise was put to the proof and kept; the report goes to the test's output.</summary>
    public static void Expect(CampaignReport report)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(report.Outcome == CampaignOutcome.Valid, report.ToString());
    }
}
