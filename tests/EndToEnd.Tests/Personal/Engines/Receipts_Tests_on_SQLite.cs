using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Receipts, on SQLite.</summary>
public sealed class Receipts_Tests_on_SQLite(SqliteHouse house) : Receipts_Tests(house);
