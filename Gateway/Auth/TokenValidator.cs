using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrleansIm.Domain.Identity;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Auth;

/// <summary>Checks tokens: signature, algorithm, expiry, subject. Refusals don't say more than a client needs to know.</summary>
internal sealed partial class TokenValidator(
    SigningKeys keys, IOptions<AuthOptions> options, TimeProvider time, ILogger<TokenValidator> logger)
{
    private static readonly TokenVerdict NotValid = new(null, null, "The token is not valid.");
    private static readonly TokenVerdict Open = new(null, null, "Tokens can't be checked at the moment.") { IsOpen = true };

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public async ValueTask<TokenVerdict> ValidateAsync(string token, CancellationToken cancellation)
    {
        if (!_handler.CanReadToken(token))
        {
            return NotValid;
        }

        try
        {
            var parsed = _handler.ReadJsonWebToken(token);
            if (!keys.Algorithms.Contains(parsed.Alg, StringComparer.Ordinal))
            {
                return NotValid;
            }

            var result = await _handler.ValidateTokenAsync(parsed, Parameters(await keys.ForAsync(parsed, cancellation)));
            return result.IsValid ? Accept(parsed) : Refuse(result.Exception);
        }
        catch (Exception failure) when (failure is SecurityTokenException or ArgumentException or FormatException)
        {
            LogRefused(failure.GetType().Name);
            return NotValid;
        }
        catch (KeysUnavailableException)
        {
            return Open;
        }
    }

    private static TokenVerdict Accept(JsonWebToken token)
    {
        var device = token.TryGetPayloadValue<string>("dev", out var bound) ? bound : null;
        return Ids.IsName(token.Subject)
            ? new TokenVerdict(token.Subject, device, null)
            : new TokenVerdict(null, null, "The token's subject is no user id.");
    }

    private TokenVerdict Refuse(Exception failure)
    {
        LogRefused(failure.GetType().Name);
        if (failure is SecurityTokenSignatureKeyNotFoundException)
        {
            keys.RequestRefresh();
        }

        return failure switch
        {
            SecurityTokenExpiredException => new TokenVerdict(null, null, "The token has expired."),
            SecurityTokenNoExpirationException => new TokenVerdict(null, null, "The token has no expiry (exp)."),
            _ => NotValid,
        };
    }

    private TokenValidationParameters Parameters(IReadOnlyList<SecurityKey> signingKeys) => new()
    {
        IssuerSigningKeys = signingKeys,
        ValidAlgorithms = keys.Algorithms,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.Zero,
        LifetimeValidator = Lives,
        ValidateIssuer = options.Value.Issuer.Length > 0,
        ValidIssuer = options.Value.Issuer,
        ValidateAudience = options.Value.Audience.Length > 0,
        ValidAudience = options.Value.Audience,
    };

    /// <summary>Written out because the library would ask the machine's clock.</summary>
    private bool Lives(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is null)
        {
            throw new SecurityTokenNoExpirationException();
        }

        if (expires <= now)
        {
            throw new SecurityTokenExpiredException();
        }

        return notBefore is null || notBefore <= now;
    }

    [LoggerMessage(2001, LogLevel.Debug, "A token was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
