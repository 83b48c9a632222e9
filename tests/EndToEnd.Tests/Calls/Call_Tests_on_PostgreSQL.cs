using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>Calls, on PostgreSQL.</summary>
public sealed class Call_Tests_on_PostgreSQL(PostgresHouse house) : Call_Tests(house);
