using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Recall, on SQLite.</summary>
public sealed class Recall_Tests_on_SQLite(SqliteHouse house) : Recall_Tests(house);
