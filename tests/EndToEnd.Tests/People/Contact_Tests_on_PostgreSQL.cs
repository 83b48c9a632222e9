using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Contacts, on PostgreSQL.</summary>
public sealed class Contact_Tests_on_PostgreSQL(PostgresHouse house) : Contact_Tests(house);
