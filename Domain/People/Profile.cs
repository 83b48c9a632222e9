namespace OrleansIm.Domain.People;

/// <summary>What a user shows of itself. One who never said anything has an empty one, and so has one who does not exist.</summary>
/// <param name="User">Who.</param>
/// <param name="Name">How it would like to be called; empty for nothing.</param>
/// <param name="Portrait">Its picture: what an upload returned, or an address; empty for none.</param>
/// <param name="Custom">What its app adds, in a form of its own; empty for nothing.</param>
[GenerateSerializer, Immutable, Alias("im.Profile")]
public sealed record Profile(
    [property: Id(0)] string User, [property: Id(1)] string Name, [property: Id(2)] string Portrait, [property: Id(3)] string Custom)
{
    public static Profile Empty(string user) => new(user, string.Empty, string.Empty, string.Empty);
}
