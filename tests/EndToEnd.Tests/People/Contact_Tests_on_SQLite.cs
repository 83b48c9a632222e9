using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Contacts, on SQLite.</summary>
public sealed class Contact_Tests_on_SQLite(SqliteHouse house) : Contact_Tests(house);
