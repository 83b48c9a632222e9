using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>Receipts, on PostgreSQL.</summary>
public sealed class Receipts_Tests_on_PostgreSQL(PostgresHouse house) : Receipts_Tests(house);
