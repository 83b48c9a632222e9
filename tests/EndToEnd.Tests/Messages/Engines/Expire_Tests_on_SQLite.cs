using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Messages that expire, on SQLite.</summary>
public sealed class Expire_Tests_on_SQLite(SqliteHouse house) : Expire_Tests(house);
