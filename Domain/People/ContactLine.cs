namespace OrleansIm.Domain.People;

/// <summary>One line of a user's list of contacts.</summary>
/// <param name="User">Whom it is about.</param>
/// <param name="Side">What the owner of the list has of that user.</param>
[GenerateSerializer, Immutable, Alias("im.ContactLine")]
public sealed record ContactLine([property: Id(0)] string User, [property: Id(1)] ContactSide Side);
