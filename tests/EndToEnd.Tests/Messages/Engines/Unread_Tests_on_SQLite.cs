using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Unread, on SQLite.</summary>
public sealed class Unread_Tests_on_SQLite(SqliteHouse house) : Unread_Tests(house);
