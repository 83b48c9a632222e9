using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Unread, on PostgreSQL.</summary>
public sealed class Unread_Tests_on_PostgreSQL(PostgresHouse house) : Unread_Tests(house);
