using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Privacy, on SQLite.</summary>
public sealed class Privacy_Tests_on_SQLite(SqliteHouse house) : Privacy_Tests(house);
