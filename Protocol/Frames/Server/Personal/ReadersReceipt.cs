namespace OrleansIm.Protocol.Frames.Server.Personal;

/// <summary>Who has read a message.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">Which.</param>
/// <param name="Users">Those who have; null where they are too many to be named.</param>
/// <param name="Count">How many have.</param>
/// <param name="Members">How many could have.</param>
/// <param name="Delivered">Of how many a device has it; -1 where that is not told.</param>
public sealed record ReadersReceipt(
    string Re, string Conversation, long Seq, IReadOnlyList<string>? Users, int Count, int Members, int Delivered = -1) : ServerFrame;
