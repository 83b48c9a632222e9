using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Servers;

[assembly: AssemblyFixture(typeof(SqliteHouse))]

namespace OrleansIm.EndToEnd.Tests.Houses;

/// <summary>The server as it starts by default, with the embedded database.</summary>
public sealed class SqliteHouse : House
{
    protected override Task<ServerSettings> SettingsAsync() => Task.FromResult(new ServerSettings());
}
