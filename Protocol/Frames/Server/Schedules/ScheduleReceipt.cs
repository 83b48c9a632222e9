namespace OrleansIm.Protocol.Frames.Server.Schedules;

/// <summary>A message is kept to be sent later, or not any more.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Conversation">Where to.</param>
/// <param name="ClientId">Which.</param>
/// <param name="At">When it will be sent; 0 if it will not.</param>
/// <param name="Dup">True if it was kept already, as it is.</param>
public sealed record ScheduleReceipt(string Re, string Conversation, string ClientId, long At, bool Dup) : ServerFrame;
