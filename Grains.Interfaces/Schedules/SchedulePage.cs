using OrleansIm.Domain.Schedules;

namespace OrleansIm.Grains.Interfaces.Schedules;

/// <summary>A page of a user's scheduled messages.</summary>
/// <param name="Code">None, or Busy: ask again.</param>
/// <param name="Items">In the order of their times.</param>
/// <param name="More">True if there are further ones.</param>
[GenerateSerializer, Immutable, Alias("im.SchedulePage")]
public sealed record SchedulePage(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] ScheduledMessage[] Items,
    [property: Id(2)] bool More);
