using OrleansIm.Domain.People;

namespace OrleansIm.Grains.Interfaces.People;

/// <summary>A user does something about the other side of a direct conversation.</summary>
/// <param name="User">Who.</param>
/// <param name="Session">The session it comes from, which is answered and not told.</param>
/// <param name="Act">What.</param>
/// <param name="Greeting">What it says to the other with a request; may be empty.</param>
/// <param name="Change">What it notes of the other.</param>
[GenerateSerializer, Immutable, Alias("im.ContactOrder")]
public sealed record ContactOrder(
    [property: Id(0)] string User,
    [property: Id(1)] string Session,
    [property: Id(2)] ContactAct Act,
    [property: Id(3)] string Greeting,
    [property: Id(4)] ContactChange Change);
