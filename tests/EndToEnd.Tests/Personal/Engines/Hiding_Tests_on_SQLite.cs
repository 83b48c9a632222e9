using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Hiding, on SQLite.</summary>
public sealed class Hiding_Tests_on_SQLite(SqliteHouse house) : Hiding_Tests(house);
