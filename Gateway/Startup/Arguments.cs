using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>
/// The command line of both programs. They are configured by their environment, so there is little to say on it; what is
/// misspelt must not start a server that isn't the one that was meant.
/// </summary>
public static class Arguments
{
    /// <summary>What .NET and its web server read themselves.</summary>
    private static readonly string[] Framework = ["Kestrel", "Logging", "contentRoot", "environment", "urls"];

    public static bool AskForHelp(IEnumerable<string> args) => args.Any(static argument => argument is "--help" or "-h" or "-?");

    /// <param name="program">The command that starts it.</param>
    /// <param name="purpose">What it is.</param>
    public static string Help(string program, string purpose) =>
        $"""
        {program}: {purpose}

        It is configured by environment variables; docs/operations.md lists all of them. The most used:
          Data__Directory    where its files are (./data)
          Gateway__Tcp       plain TCP (127.0.0.1:7100; empty turns it off)
          Gateway__Tls       TCP over TLS (0.0.0.0:7143; empty turns it off)
          Auth__Key          secret of the tokens, at least 16 bytes
          Storage__Postgres  Host=...;Port=...;Username=...;Password=...;Database=... (empty: SQLite)
        HTTP (WebSocket, health) listens on ASPNETCORE_URLS (http://127.0.0.1:7180).

        Each may also be an argument: --Gateway:Tcp=127.0.0.1:7100
        """;

    /// <exception cref="SettingException">One of them is no setting.</exception>
    public static void Check(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var argument = args[i];
            var key = argument.StartsWith("--", StringComparison.Ordinal) ? argument[2..] : string.Empty;
            var equals = key.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                // The value is the next argument.
                i++;
            }

            var name = equals < 0 ? key : key[..equals];
            if (!IsKnown(name) || i >= args.Count)
            {
                throw new SettingException(argument, "is no argument that is known here (--help tells what is).");
            }
        }
    }
    private static bool IsKnown(string name) =>
        name.Split(':')[0] is var section && (SettingNames.Roots.Contains(section) || Framework.Contains(section, StringComparer.OrdinalIgnoreCase));
}
