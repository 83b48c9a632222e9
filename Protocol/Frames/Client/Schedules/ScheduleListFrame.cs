namespace OrleansIm.Protocol.Frames.Client.Schedules;

/// <summary>Which messages wait to be sent?</summary>
/// <param name="Id">Request id.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Limit">Most messages of the page.</param>
public sealed record ScheduleListFrame(string Id, string? After, int Limit) : ClientFrame(Id);
