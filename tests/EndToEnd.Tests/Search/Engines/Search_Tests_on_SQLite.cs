using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Search.Engines;

/// <summary>Search, on SQLite.</summary>
public sealed class Search_Tests_on_SQLite(SqliteHouse house) : Search_Tests(house);
