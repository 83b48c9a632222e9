using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Servers;

[assembly: AssemblyFixture(typeof(AbuseHouse))]

namespace OrleansIm.EndToEnd.Tests.Houses;

/// <summary>
/// A server of its own for those who misbehave. What rings there rings as long as a test may take, and the rates are so
/// low that a machine ten times slower still reaches them.
/// </summary>
public sealed class AbuseHouse : House
{
    protected override Task<ServerSettings> SettingsAsync() => Task.FromResult(new ServerSettings
    {
        Environment = new Dictionary<string, string?>
        {
            ["Calls__RingSeconds"] = "600",
            ["Limits__LoginsPerSecond"] = "1",
            ["Limits__FramesPerSecond"] = "200",
        },
    });
}
