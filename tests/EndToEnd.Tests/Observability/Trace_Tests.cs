using System.Diagnostics;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Telemetry;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Observability;

/// <summary>One message is one trace, from the sender's frame through two processes and the database to the receiver's gateway.</summary>
public sealed class Trace_Tests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Secret = "nobody may read this";

    [Fact]
    public async Task A_message_can_be_followed_from_frame_to_database_to_receiver()
    {
        await using var collector = await TraceCollector.StartAsync();
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 1, gateways: 2, environment: new Dictionary<string, string?>
            {
                ["Telemetry__Otlp"] = collector.Url,
                ["Telemetry__Sampling"] = "1",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
                ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "120000",
            });
        await using var alice = await WireClient.LoginAsync(cluster.Gateways[0], "alice");
        await using var bob = await WireClient.LoginAsync(cluster.Gateways[1], "bob");
        await Task.WhenAll(alice.DrainedAsync(), bob.DrainedAsync());

        var sent = await alice.SendTextAsync("bob", Secret);
        await bob.MessageAsync("d:alice:bob", sent.Number("seq"));

        var trace = await WholeAsync(collector);
        var root = Assert.Single(trace, static span => span.Parent.Length == 0);
        Assert.Equal(("oim-gateway", "oim.send"), (root.Service, root.Name));
        Assert.Equal("d:alice:bob", root.Tags["oim.conversation"]);
        Assert.Equal(sent.Number("seq").ToString(System.Globalization.CultureInfo.InvariantCulture), root.Tags["oim.seq"]);
        // On a slow machine a gateway asks twice: then there are two of them.
        Assert.All(trace.Where(static span => span.Name == "oim.conversation.append"), static span => Assert.Equal("oim-silo", span.Service));
        Assert.True(IsCommitted(trace), Told(trace));
        Assert.True(trace.Exists(IsDeliveryToBob), Told(trace));
        Assert.True(trace.Exists(IsPushToBob), Told(trace));

        // The login too is one trace over both tiers.
        Assert.True(IsLoginWhole(collector), Told(collector.Spans));
        Assert.DoesNotContain(collector.Spans, static span => span.Tags.Values.Any(static value => value.Contains(Secret, StringComparison.Ordinal)));
    }

    /// <summary>
    /// The message's spans, once all that is looked for has come: three processes tell theirs each at its own time. What never comes the test misses by name.
    /// </summary>
    private static async Task<List<SeenSpan>> WholeAsync(TraceCollector collector)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var trace = collector.Spans.FirstOrDefault(static span => span.Name == "oim.send")?.Trace;
            var spans = collector.Spans.Where(span => span.Trace == trace).ToList();
            if ((trace is not null && spans.Exists(IsPushToBob) && spans.Exists(IsDeliveryToBob)
                && spans.Exists(static span => span.Name == "oim.conversation.append") && IsCommitted(spans) && IsLoginWhole(collector))
                || watch.Elapsed > Patience)
            {
                return spans;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static string Told(IEnumerable<SeenSpan> spans) => string.Join('\n', spans.Select(static span => $"{span.Service} {span.Name}"));

    private static bool IsPushToBob(SeenSpan span) => span is { Name: "oim.push", Service: "oim-gateway" } && span.Tags["oim.user"] == "bob";

    private static bool IsDeliveryToBob(SeenSpan span) => span.Name == "oim.user.deliver" && span.Tags["oim.user"] == "bob";

    private static bool IsCommitted(List<SeenSpan> trace) => trace.Where(static span => span.Name == "oim.log.commit").Any(commit => trace.Exists(
        span => span.Parent == commit.Id && span.Tags.GetValueOrDefault("db.system.name") == "postgresql"));

    private static bool IsLoginWhole(TraceCollector collector) => collector.Spans.Any(login => login.Name == "oim.login"
        && collector.Spans.Any(grain => grain.Trace == login.Trace && grain is { Service: "oim-silo", Name: "oim.grain.OpenAsync" }));
}
