namespace OrleansIm.Protocol.Frames.Server.Personal;

/// <summary>Who has read a message.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">Which.</param>
/// <param name="Users">Those who have; null where they are too many to be named.</param>
/// <param name="Count">How many have.</param>
/// <param name="Members">How many could have.</param>
public sealed record ReadersReceipt(
    string Re, string Conversation, long Seq, IReadOnlyList<string>? Users, int Count, int Members) : ServerFrame;
