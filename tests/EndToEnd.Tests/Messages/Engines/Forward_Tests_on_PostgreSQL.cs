using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Forwarding, on PostgreSQL.</summary>
public sealed class Forward_Tests_on_PostgreSQL(PostgresHouse house) : Forward_Tests(house);
