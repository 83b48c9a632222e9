using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Offline, on SQLite.</summary>
public sealed class Offline_Tests_on_SQLite(SqliteHouse house) : Offline_Tests(house);
