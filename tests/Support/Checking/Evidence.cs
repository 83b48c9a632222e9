namespace OrleansIm.Support.Checking;

/// <summary>What a run has left behind: what clients asked and were told, and what was read when everything was quiet again.</summary>
public sealed class Evidence
{
    public List<SendAttempt> Sends { get; } = [];

    public List<RecallAttempt> Recalls { get; } = [];

    public List<ReadMove> Reads { get; } = [];

    public List<SeenHistory> Histories { get; } = [];

    public List<SeenLine> Lines { get; } = [];

    public List<DeviceStream> Streams { get; } = [];
}
