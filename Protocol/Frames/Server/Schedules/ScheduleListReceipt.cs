using OrleansIm.Domain.Schedules;

namespace OrleansIm.Protocol.Frames.Server.Schedules;

/// <summary>A page of the messages that wait to be sent, in the order of their times.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Items">The messages.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ScheduleListReceipt(string Re, IReadOnlyList<ScheduledMessage> Items, string? Next) : ServerFrame;
