using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Who is there, on SQLite.</summary>
public sealed class Presence_Tests_on_SQLite(SqliteHouse house) : Presence_Tests(house);
