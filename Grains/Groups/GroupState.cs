using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Groups;

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

    [Id(3)]
    public string Announcement { get; set; } = string.Empty;

    [Id(4)]
    public string Portrait { get; set; } = string.Empty;

    [Id(5)]
    public JoinBy JoinBy { get; set; }

    /// <summary>How many older entries newcomers may look up; -1 for all.</summary>
    [Id(6)]
    public int History { get; set; }

    /// <summary>Counts the changes of all settings.</summary>
    [Id(7)]
    public long Revision { get; set; }

    /// <summary>The last change of each setting that was ever changed: what members are told, or were.</summary>
    [Id(8)]
    public GroupChange[] Changes { get; set; } = [];

    /// <summary>Who waits to be let in.</summary>
    [Id(9)]
    public JoinRequest[] Requests { get; set; } = [];

    /// <summary>By which one joins; null for none.</summary>
    [Id(10)]
    public string? Link { get; set; }

    /// <summary>Unix milliseconds.</summary>
    [Id(11)]
    public long LinkExpires { get; set; }

    /// <summary>Sequences of the pinned messages, the latest pin first.</summary>
    [Id(12)]
    public long[] Pins { get; set; } = [];
}
