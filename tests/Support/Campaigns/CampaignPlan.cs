namespace OrleansIm.Support.Campaigns;

/// <summary>How much of what a campaign does. The same plan and seed make the same choices.</summary>
public sealed record CampaignPlan
{
    public int Seed { get; init; } = 1;

    public int Users { get; init; } = 24;

    public int Groups { get; init; } = 5;

    public int GroupSize { get; init; } = 8;

    /// <summary>Every n-th user has a second device that only listens.</summary>
    public int ListenerEvery { get; init; } = 3;

    /// <summary>Every n-th user never writes and rarely reads, so that there is something unread in the end.</summary>
    public int QuietEvery { get; init; } = 4;

    /// <summary>How many messages must have been acknowledged before the campaign ends.</summary>
    public int Messages { get; init; } = 20_000;

    /// <summary>How many faults are spread over them.</summary>
    public int Faults { get; init; } = 5;

    /// <summary>Quiet before, between and after faults; then the messages do not decide when the next one comes and when it ends. Null: they do.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>After this time no fault begins any more, though not all have been.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>True if the servers' clocks are put forward and back: a recall may then come too late.</summary>
    public bool MovesClocks { get; init; }

    /// <summary>What one user waits from one send to the next.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>How long a client waits for an answer before it takes the connection for dead.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many sends one user keeps in flight.</summary>
    public int Window { get; init; } = 8;

    /// <summary>Part of the own messages that is taken back.</summary>
    public double RecallShare { get; init; } = 0.02;

    /// <summary>Part of the arriving frames that is marked as read.</summary>
    public double ReadShare { get; init; } = 0.05;

    /// <summary>How long it may take after the last fault until every device has everything. Connections that were cut find that out late.</summary>
    public TimeSpan Convergence { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When to give up.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);
}
