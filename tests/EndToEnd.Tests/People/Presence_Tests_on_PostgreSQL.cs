using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Who is there, on PostgreSQL.</summary>
public sealed class Presence_Tests_on_PostgreSQL(PostgresHouse house) : Presence_Tests(house);
