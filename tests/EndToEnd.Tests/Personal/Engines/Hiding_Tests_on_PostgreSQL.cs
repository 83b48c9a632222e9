using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Hiding, on PostgreSQL.</summary>
public sealed class Hiding_Tests_on_PostgreSQL(PostgresHouse house) : Hiding_Tests(house);
