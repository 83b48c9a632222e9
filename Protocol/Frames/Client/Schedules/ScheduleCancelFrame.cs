namespace OrleansIm.Protocol.Frames.Client.Schedules;

/// <summary>A message is not to be sent after all.</summary>
public sealed record ScheduleCancelFrame(string? Id, string Conversation, string ClientId) : ClientFrame(Id);
