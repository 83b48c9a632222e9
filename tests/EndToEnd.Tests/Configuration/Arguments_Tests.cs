using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>The programs are configured by their environment; what is asked of them in another way is answered, not ignored.</summary>
public sealed class Arguments_Tests
{
    [Theory]
    [InlineData("Silo", "--help")]
    [InlineData("Silo", "-h")]
    [InlineData("Gateway", "--help")]
    public async Task Help_is_given_and_nothing_started(string program, string argument)
    {
        await using var process = Start(program, argument);

        Assert.Equal(0, await process.ExitAsync());
        Assert.Contains("docs/operations.md", process.Output, StringComparison.Ordinal);
        Assert.Contains("Gateway__Tcp", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is running", process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Silo", "--bogus")]
    [InlineData("Silo", "start")]
    [InlineData("Silo", "--Gatway:Tcp=127.0.0.1:7100")]
    [InlineData("Gateway", "--bogus")]
    public async Task An_unknown_argument_stops_the_start(string program, string argument)
    {
        await using var process = Start(program, argument);

        Assert.Equal(1, await process.ExitAsync());
        Assert.StartsWith($"error: {argument}: ", process.Output.Trim(), StringComparison.Ordinal);
        Assert.Single(process.Output.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("--Gateway:Tcp=nonsense")]
    [InlineData("--Gateway:Tcp", "nonsense")]
    public async Task A_setting_may_be_an_argument(params string[] arguments)
    {
        await using var process = Start("Silo", arguments);

        Assert.Equal(1, await process.ExitAsync());
        Assert.StartsWith("error: Gateway__Tcp: ", process.Output.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_of_every_section_may_be_an_argument()
    {
        await using var process = Start("Silo", "--Devices:PerUser=0");

        Assert.Equal(1, await process.ExitAsync());
        Assert.StartsWith("error: Devices__PerUser: ", process.Output.Trim(), StringComparison.Ordinal);
    }

    private static CapturedProcess Start(string program, params string[] arguments) => CapturedProcess.Start(
        "dotnet", [Artifacts.Assembly(program), .. arguments], new Dictionary<string, string?>(), Path.GetTempPath());
}
