using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Offline, on PostgreSQL.</summary>
public sealed class Offline_Tests_on_PostgreSQL(PostgresHouse house) : Offline_Tests(house);
