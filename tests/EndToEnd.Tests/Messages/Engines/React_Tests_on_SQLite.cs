using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Reactions, on SQLite.</summary>
public sealed class React_Tests_on_SQLite(SqliteHouse house) : React_Tests(house);
