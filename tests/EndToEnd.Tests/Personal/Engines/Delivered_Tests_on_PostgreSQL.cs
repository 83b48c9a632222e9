using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Personal.Engines;

/// <summary>What has arrived, on PostgreSQL.</summary>
public sealed class Delivered_Tests_on_PostgreSQL(PostgresHouse house) : Delivered_Tests(house);
