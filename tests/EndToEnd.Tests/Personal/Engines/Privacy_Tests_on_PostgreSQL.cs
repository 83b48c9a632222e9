using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Privacy, on PostgreSQL.</summary>
public sealed class Privacy_Tests_on_PostgreSQL(PostgresHouse house) : Privacy_Tests(house);
