using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Edit, on SQLite.</summary>
public sealed class Edit_Tests_on_SQLite(SqliteHouse house) : Edit_Tests(house);
