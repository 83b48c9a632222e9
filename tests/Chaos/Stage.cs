using OrleansIm.Support;
using OrleansIm.Support.Machine;
using OrleansIm.Support.Servers;

namespace OrleansIm.Chaos;

/// <summary>One server and what it stands on.</summary>
/// <param name="Server">The server.</param>
/// <param name="Postgres">Its database, if that is not the embedded one.</param>
/// <param name="Disk">The disk on which the data are, if it is one that can be filled.</param>
internal sealed record Stage(ServerProcess Server, PostgresServer? Postgres, SmallDisk? Disk);
