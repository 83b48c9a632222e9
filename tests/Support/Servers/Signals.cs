using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace OrleansIm.Support.Servers;

/// <summary>Signals to processes that a test has started itself.</summary>
public static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>One that has ended by itself on the way has no use for a signal; how it ended, whoever waits for it learns.</summary>
    public static void Send(int pid, int signal)
    {
        const int NoSuchProcess = 3;
        if (SendSignal(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error && error != NoSuchProcess)
        {
            throw new Win32Exception(error);
        }
    }

    /// <summary>
    /// True if this process and its children ignore the signal, as what a script starts in the background ignores Ctrl+C. The
    /// runtime respects that: no handler is called.
    /// </summary>
    public static bool IsIgnored(int signal)
    {
        const string mask = "SigIgn:";
        var line = File.ReadLines("/proc/self/status").First(static line => line.StartsWith(mask, StringComparison.Ordinal));
        return (ulong.Parse(line.AsSpan(mask.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (signal - 1) & 1) != 0;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int pid, int signal);
}
