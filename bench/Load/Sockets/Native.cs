using System.Runtime.InteropServices;

namespace OrleansIm.Load.Sockets;

/// <summary>The few Linux calls the event loop makes itself, without the runtime's socket engine in between.</summary>
internal static unsafe partial class Native
{
    public const int AddressInternet = 2;
    public const int StreamNonBlockingCloseOnExec = 1 | 0x800 | 0x80000;
    public const int InProgress = 115;
    public const int WouldBlock = 11;
    public const int Interrupted = 4;
    public const int NoSignal = 0x4000;
    public const int LevelSocket = 1;
    public const int LevelIp = 0;
    public const int LevelTcp = 6;
    public const int OptionError = 4;
    public const int OptionNoDelay = 1;
    public const int OptionBindAddressNoPort = 24;
    public const int ControlAdd = 1;
    public const int ControlModify = 3;
    public const uint EventIn = 1;
    public const uint EventOut = 4;
    public const uint EventError = 8;
    public const uint EventHangUp = 16;
    public const uint EdgeTriggered = 1u << 31;
    public const int CloseOnExec = 0x80000;
    public const int ClockMonotonic = 1;
    public const int TimerNonBlockingCloseOnExec = 0x800 | 0x80000;
    public const int TimerAbsolute = 1;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int fd, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int fd, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int fd, int level, int name, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(int fd, int level, int name, void* value, uint* length);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int fd, byte* e);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* events, int maximum, int timeout);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    public static partial int TimerCreate(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    public static partial int TimerSet(int fd, int flags, long* specification, long* old);
}
