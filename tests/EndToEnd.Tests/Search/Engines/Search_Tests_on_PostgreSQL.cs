using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Search.Engines;

/// <summary>Search, on PostgreSQL.</summary>
public sealed class Search_Tests_on_PostgreSQL(PostgresHouse house) : Search_Tests(house);
