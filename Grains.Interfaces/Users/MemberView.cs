namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>
/// How a conversation stands for one member: absolute facts, computed by the conversation. Head and ReadSeq only grow, so
/// the newer of two views is told by them, and applying one twice changes nothing.
/// </summary>
[GenerateSerializer, Immutable, Alias("im.MemberView")]
public readonly record struct MemberView(
    [property: Id(0)] long Head,
    [property: Id(1)] long Unread,
    [property: Id(2)] long Mentioned,
    [property: Id(3)] long ReadSeq,
    [property: Id(4)] long JoinedSeq,
    [property: Id(5)] long LeftSeq,
    [property: Id(6)] bool Large,
    [property: Id(7)] long ClearedSeq = 0,
    [property: Id(8)] long Hides = 0);
