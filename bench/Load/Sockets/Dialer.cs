using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansIm.Load.Sockets;

/// <summary>Makes non-blocking sockets and starts their way to the server.</summary>
internal static unsafe class Dialer
{
    public static int Open(Endpoint endpoint)
    {
        var fd = Native.Socket(Native.AddressInternet, Native.StreamNonBlockingCloseOnExec, 0);
        if (fd < 0)
        {
            throw new Win32Exception();
        }

        var one = 1;
        Native.SetOption(fd, Native.LevelTcp, Native.OptionNoDelay, &one, sizeof(int));
        if (endpoint.NextSource() is { } source)
        {
            // The port is chosen at connect, per destination, or one source would run out of them.
            Native.SetOption(fd, Native.LevelIp, Native.OptionBindAddressNoPort, &one, sizeof(int));
            fixed (byte* address = source)
            {
                if (Native.Bind(fd, address, (uint)source.Length) < 0)
                {
                    throw new Win32Exception();
                }
            }
        }

        return fd;
    }

    /// <summary>0, or the error that ended the attempt at once.</summary>
    public static int Connect(int fd, Endpoint endpoint)
    {
        fixed (byte* address = endpoint.Address)
        {
            return Native.Connect(fd, address, (uint)endpoint.Address.Length) < 0
                && Marshal.GetLastPInvokeError() is var error && error != Native.InProgress
                    ? error
                    : 0;
        }
    }

    /// <summary>How the attempt ended; 0 for well.</summary>
    public static int ErrorOf(int fd)
    {
        int error;
        uint length = sizeof(int);
        Native.GetOption(fd, Native.LevelSocket, Native.OptionError, &error, &length);
        return error;
    }
}
