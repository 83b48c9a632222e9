using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansIm.Load.Sockets;

/// <summary>Readiness of many descriptors, and a wake-up at an exact instant.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    private const int Capacity = 1024;

    // The kernel packs struct epoll_event on x86-64 only.
    private static readonly int Stride = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int KeyOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private readonly int _epoll;
    private readonly int _timer;
    private readonly byte* _events = (byte*)NativeMemory.AllocZeroed(Capacity * 16);
    private long _armed;

    public Epoll()
    {
        _epoll = Check(Native.EpollCreate(Native.CloseOnExec));
        _timer = Check(Native.TimerCreate(Native.ClockMonotonic, Native.TimerNonBlockingCloseOnExec));
        // Edge-triggered: an alarm is told once and need not be read away.
        Watch(_timer, Native.EventIn | Native.EdgeTriggered, ulong.MaxValue, Native.ControlAdd);
    }

    public void Add(int fd, uint events, ulong key) => Watch(fd, events, key, Native.ControlAdd);

    public void Modify(int fd, uint events, ulong key) => Watch(fd, events, key, Native.ControlModify);

    /// <summary>Waits until something is ready or the monotonic clock reaches <paramref name="until"/> (nanoseconds).</summary>
    public int Wait(long until, long now)
    {
        var timeout = -1;
        if (until <= now)
        {
            timeout = 0;
        }
        else if (until != _armed)
        {
            Arm(until);
        }

        var ready = Native.EpollWait(_epoll, _events, Capacity, timeout);
        if (ready < 0 && Marshal.GetLastPInvokeError() != Native.Interrupted)
        {
            throw new Win32Exception();
        }

        return Math.Max(0, ready);
    }

    /// <summary>The <paramref name="index"/>-th ready descriptor; false if it is only the alarm.</summary>
    public bool Ready(int index, out ulong key, out uint events)
    {
        var entry = _events + (index * Stride);
        events = Unsafe.ReadUnaligned<uint>(entry);
        key = Unsafe.ReadUnaligned<ulong>(entry + KeyOffset);
        if (key != ulong.MaxValue)
        {
            return true;
        }

        _armed = 0;
        return false;
    }

    public void Dispose()
    {
        Native.Close(_timer);
        Native.Close(_epoll);
        NativeMemory.Free(_events);
    }

    private static int Check(int result) => result < 0 ? throw new Win32Exception() : result;

    private void Arm(long until)
    {
        var specification = stackalloc long[4];
        specification[0] = 0;
        specification[1] = 0;
        specification[2] = until / 1_000_000_000;
        specification[3] = until % 1_000_000_000;
        Check(Native.TimerSet(_timer, Native.TimerAbsolute, specification, null));
        _armed = until;
    }

    private void Watch(int fd, uint events, ulong key, int operation)
    {
        var entry = stackalloc byte[16];
        Unsafe.WriteUnaligned(entry, events);
        Unsafe.WriteUnaligned(entry + KeyOffset, key);
        Check(Native.EpollControl(_epoll, operation, fd, entry));
    }
}
