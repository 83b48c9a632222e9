using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Recall, on PostgreSQL.</summary>
public sealed class Recall_Tests_on_PostgreSQL(PostgresHouse house) : Recall_Tests(house);
