using System.Net;
using OrleansIm.Gateway;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Startup;
using OrleansIm.Operators.Accounts;

namespace OrleansIm.Silo.Startup;

/// <summary>What a person sees who has just started the server: where it is, where its data is, what to type next.</summary>
internal static class Banner
{
    public static void Print(ServerSettings settings, ListenerPlan plan, bool console)
    {
        var output = Console.Out;
        output.WriteLine("OrleansIm is running.");
        if (plan.Tcp is { } tcp)
        {
            output.WriteLine($"  TCP        {tcp}");
        }

        if (plan.Tls is { } tls)
        {
            output.WriteLine($"  TLS        {tls}");
        }

        if (!settings.HasGateway)
        {
            output.WriteLine($"  Silo       {settings.Address}:{settings.SiloPort}, for gateways {settings.Address}:{settings.GatewayPort}");
            output.WriteLine($"  Cluster    {settings.Cluster.ClusterId}, found by {settings.Cluster.Clustering}");
            foreach (var http in plan.Http)
            {
                output.WriteLine($"  Health     http://{http}/health/ready");
            }

            PrintConsole(settings, plan, console);
            output.WriteLine("Stop with Ctrl+C.");
            output.Flush();
            return;
        }

        foreach (var http in plan.Http)
        {
            output.WriteLine($"  WebSocket  ws://{http}/ws    health  http://{http}/health/ready");
        }

        PrintConsole(settings, plan, console);
        output.WriteLine(settings.Cluster.Postgres.Length > 0
            ? "  Data       PostgreSQL"
            : $"  Data       SQLite in {settings.Front.DataDirectory}");
        if (plan.Tcp is { } plain)
        {
            output.WriteLine($"Next, in another terminal{Needed(settings.Front.Keys)}:");
            output.WriteLine($"  dotnet run --project Cli -c Release -- chat alice{Options(settings, plain)}");
        }

        output.WriteLine("Stop with Ctrl+C.");
        output.Flush();
    }

    private static void PrintConsole(ServerSettings settings, ListenerPlan plan, bool console)
    {
        if (console && (plan.Admin ?? (plan.Http.Count > 0 ? plan.Http[0] : null)) is { } endpoint)
        {
            var password = settings.IsTrial && settings.HasNoOperators
                ? $"    {DevelopmentAccount.Name}, password in {Path.Combine(settings.Front.DataDirectory, DevelopmentAccount.FileName)}"
                : string.Empty;
            Console.Out.WriteLine($"  Console    http://{Reach(endpoint)}/console{password}");
        }
    }

    /// <summary>What the client must be told beyond its defaults.</summary>
    private static string Options(ServerSettings settings, IPEndPoint plain)
    {
        var server = plain.Port == 7100 && !plain.Address.Equals(IPAddress.IPv6Loopback) ? string.Empty : $" --server {Reach(plain)}";
        var key = settings.Front.Keys switch
        {
            TokenKeys.Configured => " --key \"$Auth__Key\"",
            TokenKeys.Published => " --token \"$TOKEN\"",
            _ when settings.Front.DataDirectory != Path.GetFullPath("data") =>
                $" --key-file {Path.Combine(settings.Front.DataDirectory, SharedSecret.FileName)}",
            _ => string.Empty,
        };
        return server + key;
    }

    /// <summary>The secret itself is not for the screen.</summary>
    private static string Needed(TokenKeys keys) => keys switch
    {
        TokenKeys.Configured => " with the same Auth__Key",
        TokenKeys.Published => " with a token for alice in TOKEN",
        _ => string.Empty,
    };

    private static IPEndPoint Reach(IPEndPoint endpoint) =>
        endpoint.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, endpoint.Port) : endpoint;
}
