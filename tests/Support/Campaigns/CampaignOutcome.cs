namespace OrleansIm.Support.Campaigns;

/// <summary>What a campaign proves. The numbers are exit codes.</summary>
public enum CampaignOutcome
{
    /// <summary>Everything was checked and holds.</summary>
    Valid = 0,

    /// <summary>A promise was broken.</summary>
    Violated = 1,

    /// <summary>It could not be brought to its end, so it proves nothing.</summary>
    Inconclusive = 2,
}
