using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Servers;

[assembly: AssemblyFixture(typeof(AbuseHouse))]

namespace OrleansIm.EndToEnd.Tests.Houses;

/// <summary>A server of its own for those who misbehave. What rings there rings as long as a test may take.</summary>
public sealed class AbuseHouse : House
{
    protected override Task<ServerSettings> SettingsAsync() => Task.FromResult(ServerSettings.With("Calls__RingSeconds", "600"));
}
