using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Calls;

/// <summary>Calls, on SQLite.</summary>
public sealed class Call_Tests_on_SQLite(SqliteHouse house) : Call_Tests(house);
