using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Reactions, on PostgreSQL.</summary>
public sealed class React_Tests_on_PostgreSQL(PostgresHouse house) : React_Tests(house);
