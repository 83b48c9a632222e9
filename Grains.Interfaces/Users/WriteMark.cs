namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A chat list must show this conversation at least so far; 0 asks for nothing.</summary>
[GenerateSerializer, Immutable, Alias("im.WriteMark")]
public readonly record struct WriteMark(
    [property: Id(0)] string Conversation,
    [property: Id(1)] long Head,
    [property: Id(2)] long ReadSeq,
    [property: Id(3)] long ClearedSeq = 0,
    [property: Id(4)] long Hides = 0);
