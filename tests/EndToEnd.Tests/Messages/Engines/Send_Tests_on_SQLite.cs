using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Send, on SQLite.</summary>
public sealed class Send_Tests_on_SQLite(SqliteHouse house) : Send_Tests(house);
