using System.Data.Common;
using System.Net.Sockets;
using OrleansIm.Storage;

namespace OrleansIm.Operators.Security;

/// <summary>What went wrong, by its exception.</summary>
internal static class Failures
{
    /// <summary>The database is away, does not answer in time, or refuses to.</summary>
    public static bool IsOfStorage(Exception failure) => failure is DbException or SocketException or TimeoutException or StorageBusyException;
}
