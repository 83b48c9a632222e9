using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Messages that expire, on PostgreSQL.</summary>
public sealed class Expire_Tests_on_PostgreSQL(PostgresHouse house) : Expire_Tests(house);
