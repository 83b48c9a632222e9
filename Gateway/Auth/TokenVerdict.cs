namespace OrleansIm.Gateway.Auth;

/// <summary>What a token proves: a user, perhaps bound to one device; or nothing, with a reason for the client.</summary>
internal readonly record struct TokenVerdict(string? User, string? Device, string? Refusal)
{
    /// <summary>Nothing is known of the token yet: the same one may be right a little later.</summary>
    public bool IsOpen { get; init; }
}
