using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Auth;

/// <summary>The keys tokens may be signed with: the shared secret for HS256, published key sets for RS256. Never mixed.</summary>
internal sealed partial class SigningKeys(IOptions<AuthOptions> options, SharedSecret secret, ILogger<SigningKeys> logger)
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

    /// <summary>Whether it was said that keys are missing: each login would say it again.</summary>
    private int _warned;

    public IReadOnlyList<string> Algorithms { get; } =
        [SecurityAlgorithms.HmacSha256, SecurityAlgorithms.RsaSha256];

    /// <summary>The keys that a token with this header may be checked with.</summary>
    /// <exception cref="KeysUnavailableException">They were never read yet, and can't be now.</exception>
    public async ValueTask<IReadOnlyList<SecurityKey>> ForAsync(JsonWebToken token, CancellationToken cancellation)
    {
        if (string.Equals(token.Alg, SecurityAlgorithms.HmacSha256, StringComparison.Ordinal))
        {
            return _secret is null ? [] : [_secret];
        }

        List<SecurityKey> keys = [];
        if (_authority is not null)
        {
            keys.AddRange((await ReadAsync(_authority, cancellation)).SigningKeys);
        }

        if (_jwks is not null)
        {
            keys.AddRange((await ReadAsync(_jwks, cancellation)).GetSigningKeys());
        }

        Volatile.Write(ref _warned, 0);
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

    private async Task<T> ReadAsync<T>(ConfigurationManager<T> publisher, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await publisher.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException failure)
        {
            if (Interlocked.Exchange(ref _warned, 1) == 0)
            {
                LogUnavailable(publisher.MetadataAddress, failure.GetBaseException().Message.ReplaceLineEndings(" "));
            }

            throw new KeysUnavailableException(failure);
        }
    }

    [LoggerMessage(
        2002, LogLevel.Warning, "Tokens signed by a publisher can't be checked, logins with them are told to come back: no keys from {Address}: {Reason}")]
    private partial void LogUnavailable(string address, string reason);

    private sealed class KeySetRetriever : IConfigurationRetriever<JsonWebKeySet>
    {
        public async Task<JsonWebKeySet> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel) =>
            new(await retriever.GetDocumentAsync(address, cancel));
    }
}
