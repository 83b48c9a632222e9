using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Settings, on PostgreSQL.</summary>
public sealed class Settings_Tests_on_PostgreSQL(PostgresHouse house) : Settings_Tests(house);
