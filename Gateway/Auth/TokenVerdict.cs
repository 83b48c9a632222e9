namespace OrleansIm.Gateway.Auth;

/// <summary>What a token proves: a user, perhaps bound to one device; or nothing, with a reason for the client.</summary>
internal readonly record struct TokenVerdict(string? User, string? Device, string? Refusal);
