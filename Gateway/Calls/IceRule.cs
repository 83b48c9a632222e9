using Microsoft.Extensions.Options;

namespace OrleansIm.Gateway.Calls;

/// <summary>What hangs together among the settings of <see cref="IceOptions"/>.</summary>
internal sealed class IceRule : IValidateOptions<IceOptions>
{
    public ValidateOptionsResult Validate(string? name, IceOptions options)
    {
        if (IceServers.Split(options.Stun).FirstOrDefault(static url => !IsOf(url, "stun:", "stuns:")) is { } stun)
        {
            return ValidateOptionsResult.Fail($"Calls:Stun: \"{stun}\" is no address of the form stun:HOST:PORT.");
        }

        if (IceServers.Split(options.Turn).FirstOrDefault(static url => !IsOf(url, "turn:", "turns:")) is { } turn)
        {
            return ValidateOptionsResult.Fail($"Calls:Turn: \"{turn}\" is no address of the form turn:HOST:PORT.");
        }

        return options.Turn.Length > 0 && options.TurnSecret.Length == 0
            ? ValidateOptionsResult.Fail("Calls:Turn needs Calls:TurnSecret, of which clients' credentials are made.")
            : ValidateOptionsResult.Success;
    }

    private static bool IsOf(string url, string plain, string secure) =>
        url.StartsWith(plain, StringComparison.Ordinal) || url.StartsWith(secure, StringComparison.Ordinal);
}
