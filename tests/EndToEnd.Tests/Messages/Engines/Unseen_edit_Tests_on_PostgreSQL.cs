using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Edits of what somebody does not see, on PostgreSQL.</summary>
public sealed class Unseen_edit_Tests_on_PostgreSQL(PostgresHouse house) : Unseen_edit_Tests(house);
