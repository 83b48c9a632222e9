using System.Net;
using System.Net.Sockets;

namespace OrleansIm.Support.Servers;

/// <summary>Ports that nobody listens on, taken below the range from which the system gives ports to outgoing connections.</summary>
public static class FreePorts
{
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    private static int _next = Random.Shared.Next(Lowest, Highest);

    public static int Next()
    {
        while (true)
        {
            var port = Lowest + (Interlocked.Increment(ref _next) % (Highest - Lowest));
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
