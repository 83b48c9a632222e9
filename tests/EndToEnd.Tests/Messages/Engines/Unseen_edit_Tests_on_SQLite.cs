using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Edits of what somebody does not see, on SQLite.</summary>
public sealed class Unseen_edit_Tests_on_SQLite(SqliteHouse house) : Unseen_edit_Tests(house);
