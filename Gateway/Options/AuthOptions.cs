namespace OrleansIm.Gateway.Options;

/// <summary>Who may log in, under <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    /// <summary>HS256 secret, taken as UTF-8 text, at least 16 bytes. Empty: one is made in the data directory, unless an authority is set.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>OpenID Connect authority whose RS256 keys are accepted; empty for none.</summary>
    public string Authority { get; set; } = string.Empty;

    /// <summary>Address of a JSON Web Key Set whose RS256 keys are accepted; empty for none.</summary>
    public string Jwks { get; set; } = string.Empty;

    /// <summary>Issuer that tokens must name; empty to accept any.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>Audience that tokens must name; empty to accept any.</summary>
    public string Audience { get; set; } = string.Empty;
}
