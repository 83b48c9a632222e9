using System.Net;
using System.Net.Sockets;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>
/// Looks whether everything that is to be opened can be, before anything is started: the libraries' own errors don't know
/// which setting was meant. The ports looked at stay taken until this is disposed, so that two settings can't mean the same one.
/// </summary>
public sealed class Preflight : IDisposable
{
    private readonly List<(string Setting, Socket Socket)> _taken = [];

    /// <exception cref="SettingException">The first port for clients that can't be opened.</exception>
    public void CheckPorts(ListenerPlan plan)
    {
        if (plan is { Http.Count: 0, Tcp: null, Tls: null })
        {
            throw new SettingException("ASPNETCORE_URLS", "is empty, and no other port is to be opened either: the server would be deaf.");
        }

        foreach (var http in plan.Http)
        {
            CheckPort("ASPNETCORE_URLS", http);
        }

        CheckPort("Gateway__Tcp", plan.Tcp);
        CheckPort("Gateway__Tls", plan.Tls);
        CheckPort("Admin__Listen", plan.Admin);
    }

    /// <param name="setting">Where the port comes from.</param>
    /// <param name="endpoint">The port; null if it is off.</param>
    /// <exception cref="SettingException">It can't be opened.</exception>
    public void CheckPort(string setting, IPEndPoint? endpoint)
    {
        if (endpoint is null)
        {
            return;
        }

        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _taken.Add((setting, socket));
        try
        {
            socket.Bind(endpoint);
            socket.Listen();
        }
        catch (SocketException failure)
        {
            throw new SettingException(
                setting,
                failure.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"{endpoint} is in use by {Holder(endpoint) ?? "another process"}."
                    : $"can't listen on {endpoint}: {failure.Message}.",
                failure);
        }
    }

    /// <exception cref="SettingException">It can't be written to.</exception>
    public static void CheckDirectory(string directory)
    {
        try
        {
            PrivateFile.MakeDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Data__Directory", $"'{directory}' can't be written to: {failure.Message}", failure);
        }
    }

    public void Dispose() => _taken.ForEach(static taken => taken.Socket.Dispose());

    /// <summary>The earlier setting with this port; its address may be another that includes this one.</summary>
    private string? Holder(IPEndPoint endpoint) =>
        _taken.Where(taken => taken.Socket is { IsBound: true, LocalEndPoint: IPEndPoint bound } && bound.Port == endpoint.Port)
            .Select(static taken => taken.Setting).FirstOrDefault();
}
