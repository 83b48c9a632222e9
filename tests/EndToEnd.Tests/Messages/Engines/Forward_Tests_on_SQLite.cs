using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Forwarding, on SQLite.</summary>
public sealed class Forward_Tests_on_SQLite(SqliteHouse house) : Forward_Tests(house);
