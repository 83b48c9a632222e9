using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Settings, on SQLite.</summary>
public sealed class Settings_Tests_on_SQLite(SqliteHouse house) : Settings_Tests(house);
