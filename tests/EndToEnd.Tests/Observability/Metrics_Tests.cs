using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Observability;

/// <summary>What operators see: only where it is for them, and under the names that dashboards and the documentation use.</summary>
public sealed partial class Metrics_Tests
{
    private static readonly HttpClient Http = new();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A counter that has never counted is not told.</summary>
    private static readonly string[] CountedWhenSomethingIsWrong =
    [
        "oim_cursors_dropped_total", "oim_delivery_events_collapsed_total", "oim_delivery_events_given_up_total", "oim_delivery_gateways_gone_total",
        "oim_delivery_pushes_refused_total", "oim_gateway_closes_total", "oim_gateway_slow_consumers_total", "oim_log_batch_failures_total", "oim_pushes_kept_total",
    ];

    [Fact]
    public async Task Every_metric_of_the_dashboard_and_of_the_documentation_is_there_after_some_traffic()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync() });
        await using var alice = await WireClient.LoginAsync(server, "alice");
        await using var bob = await WireClient.LoginAsync(server, "bob");
        var sent = await alice.SendTextAsync("bob", "hello");
        await bob.MessageAsync("d:alice:bob", sent.Number("seq"));
        Assert.True((await alice.RecallAsync("d:alice:bob", 99)).IsError);

        string metrics;
        var watch = Stopwatch.StartNew();
        var documented = Names(RepositoryFiles.Read("docs/operations.md"));
        do
        {
            // An acknowledgement has no answer to wait for, and is written down a moment later; other things are done once in a while.
            await Task.Delay(50, TestContext.Current.CancellationToken);
            metrics = await ScrapeAsync(server.HttpPort);
        }
        while (documented.Except(Names(metrics)).Except(CountedWhenSomethingIsWrong).Any() && watch.Elapsed < Patience);

        Assert.Equal(1, Value(metrics, "oim_gateway_messages_total", "dup=\"false\""));
        Assert.Equal(2, Value(metrics, "oim_gateway_sessions", string.Empty));
        Assert.Equal(1, Value(metrics, "oim_gateway_errors_total", "code=\"not_found\""));
        var told = Names(metrics);
        Assert.Empty(documented.Except(told).Except(CountedWhenSomethingIsWrong));
        Assert.Empty(Names(RepositoryFiles.Read("dashboards/orleansim.json")).Select(Family).Except(documented));
        Assert.Empty(CountedWhenSomethingIsWrong.Except(documented));
        Assert.Empty(told.Select(Family).Except(documented));
    }

    [Fact]
    public async Task Operators_have_a_port_of_their_own()
    {
        var admin = FreePorts.Next();
        await using var server = await ServerProcess.StartAsync(
            ServerSettings.With("Admin__Listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{admin}")));

        Assert.Contains("oim_log_queue", await ScrapeAsync(admin), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{server.HttpPort}/metrics");
        request.Headers.Host = $"127.0.0.1:{admin}";
        using var refused = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    private static Task<string> ScrapeAsync(int port) =>
        Http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), TestContext.Current.CancellationToken);

    private static double Value(string metrics, string name, string label) =>
        double.Parse(
            metrics.Split('\n').Single(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
                .Split(' ')[1],
            CultureInfo.InvariantCulture);

    private static HashSet<string> Names(string text) => [.. Name().Matches(text).Select(static match => match.Value)];

    /// <summary>A histogram is three series with one name before their ends.</summary>
    private static string Family(string name) => Series().Replace(name, string.Empty);

    [GeneratedRegex("oim_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Series();
}
