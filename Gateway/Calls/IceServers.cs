using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansIm.Protocol.Frames.Server.Calls;

namespace OrleansIm.Gateway.Calls;

/// <summary>
/// The servers that help the parties of a call to reach each other. Credentials for TURN are made as its REST scheme has it: the name says
/// until when it is good and for whom, the password is its HMAC-SHA1 under a secret that only the TURN server knows beside us.
/// </summary>
internal sealed class IceServers(IOptions<IceOptions> options, TimeProvider time)
{
    private readonly string[] _stun = Split(options.Value.Stun);
    private readonly string[] _turn = Split(options.Value.Turn);
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.TurnSecret);

    public int Seconds => options.Value.TurnSeconds;

    public IReadOnlyList<IceServer> For(string user)
    {
        List<IceServer> servers = [];
        if (_stun.Length > 0)
        {
            servers.Add(new IceServer(_stun));
        }

        if (_turn.Length > 0)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeSeconds() + Seconds}:{user}");
            servers.Add(new IceServer(_turn, name, Credential(name)));
        }

        return servers;
    }

    internal static string[] Split(string addresses) =>
        addresses.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Not a choice: the scheme that TURN servers speak has SHA-1 in it, and as an HMAC it is sound.
#pragma warning disable CA5350
    private string Credential(string name) => Convert.ToBase64String(HMACSHA1.HashData(_secret, Encoding.UTF8.GetBytes(name)));
#pragma warning restore CA5350
}
