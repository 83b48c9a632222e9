using System.Net;
using System.Net.Sockets;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>
/// Looks whether everything that is to be opened can be, before anything is started: the libraries' own errors don't know
/// which setting was meant.
/// </summary>
public static class Preflight
{
    /// <exception cref="SettingException">The first port for clients that can't be opened.</exception>
    public static void CheckPorts(ListenerPlan plan)
    {
        foreach (var http in plan.Http)
        {
            CheckPort("ASPNETCORE_URLS", http);
        }

        CheckPort("Gateway__Tcp", plan.Tcp);
        CheckPort("Gateway__Tls", plan.Tls);
    }

    /// <param name="setting">Where the port comes from.</param>
    /// <param name="endpoint">The port; null if it is off.</param>
    /// <exception cref="SettingException">It can't be opened.</exception>
    public static void CheckPort(string setting, IPEndPoint? endpoint)
    {
        if (endpoint is null)
        {
            return;
        }

        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
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
                    ? $"{endpoint} is in use by another process."
                    : $"can't listen on {endpoint}: {failure.Message}.",
                failure);
        }
    }

    /// <exception cref="SettingException">It can't be written to.</exception>
    public static void CheckDirectory(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("Data__Directory", $"'{directory}' can't be written to: {failure.Message}", failure);
        }
    }
}
