using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>What has arrived, on SQLite.</summary>
public sealed class Delivered_Tests_on_SQLite(SqliteHouse house) : Delivered_Tests(house);
