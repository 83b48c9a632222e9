using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Schedules;

/// <summary>Messages that are sent later, on PostgreSQL.</summary>
public sealed class Schedule_Tests_on_PostgreSQL(PostgresHouse house) : Schedule_Tests(house);
