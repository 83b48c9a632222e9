namespace OrleansIm.Protocol.Frames.Server.Personal;

/// <summary>Messages are hidden from the user.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Deletes">How many the user has ever hidden there.</param>
public sealed record DeleteReceipt(string Re, string Conversation, long Deletes) : ServerFrame;
