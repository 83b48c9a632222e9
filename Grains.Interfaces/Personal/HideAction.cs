namespace OrleansIm.Grains.Interfaces.Personal;

/// <summary>A member hides messages from itself.</summary>
/// <param name="User">Who.</param>
/// <param name="Session">By which session.</param>
/// <param name="Seqs">Which; ascending, each once.</param>
[GenerateSerializer, Immutable, Alias("im.HideAction")]
public sealed record HideAction(
    [property: Id(0)] string User,
    [property: Id(1)] string Session,
    [property: Id(2)] long[] Seqs);
