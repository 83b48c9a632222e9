namespace OrleansIm.Grains.Interfaces.Personal;

/// <summary>The user has hidden something from itself; its sessions are told, but not the one that did it.</summary>
/// <param name="Session">The one that did it.</param>
/// <param name="Seqs">The messages that are hidden one by one; none if the conversation was cleared.</param>
/// <param name="Hides">How many messages the user has ever hidden there, these included.</param>
/// <param name="Added">Those among <paramref name="Seqs"/> that were not hidden before.</param>
[GenerateSerializer, Immutable, Alias("im.HideNotice")]
public sealed record HideNotice(
    [property: Id(0)] string Session,
    [property: Id(1)] long[] Seqs,
    [property: Id(2)] long Hides,
    [property: Id(3)] long Added);
