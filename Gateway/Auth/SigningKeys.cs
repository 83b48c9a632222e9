using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Auth;

/// <summary>The keys tokens may be signed with: the shared secret for HS256, published key sets for RS256. Never mixed.</summary>
internal sealed class SigningKeys(IOptions<AuthOptions> options, SharedSecret secret)
{
    private readonly SymmetricSecurityKey? _secret = secret.Bytes is { } bytes ? new SymmetricSecurityKey(bytes) : null;

    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _authority =
        string.IsNullOrEmpty(options.Value.Authority)
            ? null
            : new ConfigurationManager<OpenIdConnectConfiguration>(
                options.Value.Authority.TrimEnd('/') + "/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                Documents(options.Value.Authority));

    private readonly ConfigurationManager<JsonWebKeySet>? _jwks =
        string.IsNullOrEmpty(options.Value.Jwks)
            ? null
            : new ConfigurationManager<JsonWebKeySet>(
                options.Value.Jwks, new KeySetRetriever(), Documents(options.Value.Jwks));

    public IReadOnlyList<string> Algorithms { get; } =
        [SecurityAlgorithms.HmacSha256, SecurityAlgorithms.RsaSha256];

    /// <summary>The keys that a token with this header may be checked with.</summary>
    public async ValueTask<IReadOnlyList<SecurityKey>> ForAsync(JsonWebToken token, CancellationToken cancellation)
    {
        if (string.Equals(token.Alg, SecurityAlgorithms.HmacSha256, StringComparison.Ordinal))
        {
            return _secret is null ? [] : [_secret];
        }

        List<SecurityKey> keys = [];
        if (_authority is not null)
        {
            keys.AddRange((await _authority.GetConfigurationAsync(cancellation)).SigningKeys);
        }

        if (_jwks is not null)
        {
            keys.AddRange((await _jwks.GetConfigurationAsync(cancellation)).GetSigningKeys());
        }

        return keys;
    }

    /// <summary>A token named a key that is not known: the next look asks the publisher again (at most every few minutes).</summary>
    public void RequestRefresh()
    {
        _authority?.RequestRefresh();
        _jwks?.RequestRefresh();
    }

    private static HttpDocumentRetriever Documents(string address) =>
        new() { RequireHttps = !address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) };

    private sealed class KeySetRetriever : IConfigurationRetriever<JsonWebKeySet>
    {
        public async Task<JsonWebKeySet> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel) =>
            new(await retriever.GetDocumentAsync(address, cancel));
    }
}
