using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Send, on PostgreSQL.</summary>
public sealed class Send_Tests_on_PostgreSQL(PostgresHouse house) : Send_Tests(house);
