namespace OrleansIm.Protocol.Frames.Client.Schedules;

/// <summary>A message that is to be sent later, or a change of one.</summary>
/// <param name="Id">Request id.</param>
/// <param name="Message">What is to be sent, and where to.</param>
/// <param name="At">When, Unix milliseconds.</param>
public sealed record ScheduleSetFrame(string? Id, SendFrame Message, long At) : ClientFrame(Id);
