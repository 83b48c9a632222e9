using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>The tests' own cluster: when one of its processes can't be started, none stays behind.</summary>
public sealed class Failed_start_Tests
{
    private const string Mark = "Test__Mark";

    private readonly string _mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task If_one_of_several_can_not_be_started_none_is_left_alive()
    {
        var (good, bad) = (With(null), With("this is no connection string"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => ClusterProcesses.StartAsync([good, good, bad], [good]));

        Assert.Empty(Alive());
    }

    private ServerSettings With(string? postgres) => new()
    {
        Postgres = postgres,
        Environment = new Dictionary<string, string?> { [Mark] = _mark },
    };

    /// <summary>The processes that were started with this test's mark in their environment.</summary>
    private List<string> Alive() =>
        [.. Directory.EnumerateDirectories("/proc").Where(process => EnvironmentOf(process).Contains($"{Mark}={_mark}", StringComparison.Ordinal))];

    private static string EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            // No process, not ours, or gone meanwhile.
            return string.Empty;
        }
    }
}
