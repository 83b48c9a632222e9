namespace OrleansIm.Support.Campaigns;

/// <summary>Something that goes wrong, and is over when the task completes.</summary>
public interface INemesis
{
    string Name { get; }

    Task StrikeAsync(CancellationToken cancellation);
}
