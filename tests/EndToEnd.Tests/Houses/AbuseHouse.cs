using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Servers;

[assembly: AssemblyFixture(typeof(AbuseHouse))]

namespace OrleansIm.EndToEnd.Tests.Houses;

/// <summary>A server of its own for those who misbehave.</summary>
public sealed class AbuseHouse : House
{
    protected override Task<ServerSettings> SettingsAsync() => Task.FromResult(new ServerSettings());
}
