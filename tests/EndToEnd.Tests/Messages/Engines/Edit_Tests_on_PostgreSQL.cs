using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Messages.Engines;

/// <summary>Edit, on PostgreSQL.</summary>
public sealed class Edit_Tests_on_PostgreSQL(PostgresHouse house) : Edit_Tests(house);
