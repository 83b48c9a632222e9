namespace OrleansIm.Grains.Groups;

/// <summary>A group's settings, as stored. Facts are public properties with ids: storage serializers see nothing else.</summary>
[GenerateSerializer, Alias("im.GroupState")]
public sealed class GroupState
{
    [Id(0)]
    public string Name { get; set; } = string.Empty;

    [Id(1)]
    public string CreatedBy { get; set; } = string.Empty;

    /// <summary>Unix milliseconds.</summary>
    [Id(2)]
    public long CreatedAt { get; set; }
}
