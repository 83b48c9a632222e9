using OrleansIm.EndToEnd.Tests.Houses;

namespace OrleansIm.EndToEnd.Tests.Schedules;

/// <summary>Messages that are sent later, on SQLite.</summary>
public sealed class Schedule_Tests_on_SQLite(SqliteHouse house) : Schedule_Tests(house);
