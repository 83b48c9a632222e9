using System.Diagnostics;
using System.Text.Json.Nodes;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;
using StackExchange.Redis;

namespace OrleansIm.EndToEnd.Tests.Cluster;

/// <summary>What a cluster keeps in Redis: right while all is well, made anew after a loss, and never needed for a message.</summary>
public sealed class Redis_Tests
{
    [Fact]
    public async Task Other_systems_read_who_is_online_where_and_a_dead_gateways_users_are_not()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 2, gateways: 2, redis.ConnectionString);
        await using var reader = await redis.ConnectAsync();
        var told = new List<string>();
        await reader.GetSubscriber().SubscribeAsync(
            RedisChannel.Literal("orleansim:presence"), (_, message) => Add(told, message.ToString()));
        await using var phone = await WireClient.LoginAsync(cluster.Gateways[0], "alice", "phone-1", "mobile");
        await using var desktop = await WireClient.LoginAsync(cluster.Gateways[1], "alice", "desktop-1", "desktop");
        await using var bob = await WireClient.LoginAsync(cluster.Gateways[0], "bob");

        await DevicesAsync(reader, "alice", "desktop-1", "phone-1");
        await DevicesAsync(reader, "bob", "phone-1");
        await ToldAsync(told, """{"user":"alice","online":true}""");

        // Nobody says good-bye for them.
        await cluster.Gateways[0].KillAsync();
        await DevicesAsync(reader, "alice", "desktop-1");
        await DevicesAsync(reader, "bob");
        await ToldAsync(told, """{"user":"bob","online":false}""");

        await desktop.RequestAsync(new { type = "logout", id = "bye" });
        await DevicesAsync(reader, "alice");
    }

    [Fact]
    public async Task Losing_Redis_loses_nothing_that_people_notice_and_the_index_comes_back_by_itself()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 2, gateways: 1, environment: new Dictionary<string, string?>
            {
                ["Storage__Redis"] = redis.ConnectionString,
            });
        await using var alice = await WireClient.LoginAsync(cluster.Server, "alice");

        await redis.KillAsync();
        await using var bob = await WireClient.LoginAsync(cluster.Server, "bob");
        var sent = await alice.SendTextAsync("bob", "without Redis");
        Assert.False(sent.IsError, sent.ToString());
        Assert.Equal("without Redis", (await bob.MessageAsync("d:alice:bob", sent.Number("seq"))).Body);

        await redis.StartAgainAsync();
        await using var reader = await redis.ConnectAsync();
        await DevicesAsync(reader, "alice", "phone-1");
        await DevicesAsync(reader, "bob", "phone-1");
    }

    [Fact]
    public async Task A_gateway_outlives_the_absence_of_the_membership()
    {
        const string Unanswered = "No silo said who is there";
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync(keepsData: true);
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 1, gateways: 1, redis.ConnectionString);
        await using var alice = await WireClient.LoginAsync(cluster.Server, "alice");

        // The first is a time-out of its own; later ones are what the silo's table threw.
        await redis.KillAsync();
        var place = -1;
        for (var i = 0; i < 3; i++)
        {
            place = await cluster.Gateways[0].Process.LineAsync(
                "another look in vain", static line => line.Contains(Unanswered, StringComparison.Ordinal), place + 1);
        }

        Assert.True(alice.IsOpen);
        Assert.False((await alice.SendTextAsync("bob", "without a membership")).IsError);
    }

    [Fact]
    public async Task A_users_logins_are_limited_over_all_gateways_together()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        await using var cluster = await ClusterProcesses.StartAsync(
            await postgres.CreateDatabaseAsync(), silos: 1, gateways: 2, redis.ConnectionString, new Dictionary<string, string?>
            {
                ["Limits__LoginsPerSecond"] = "1",
                ["Limits__LoginBurst"] = "4",
                ["Logging__LogLevel__OrleansIm"] = "Debug",
            });

        int letIn;
        TimeSpan took;
        (int Away, int Back) before;
        var round = 0;
        do
        {
            // When Redis does not answer in time nobody is refused for it, and the gateway says so: then this was no proof.
            before = UnaskedOf(cluster);
            var token = cluster.Gateways[0].TokenFor($"alice-{++round}");
            var begun = Stopwatch.GetTimestamp();
            var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => LoginAnswerAsync(cluster.Gateways[i % 2], token, $"bot-{i}")));
            took = Stopwatch.GetElapsedTime(begun);
            letIn = answers.Count(static code => code is null);
            Assert.All(answers, static code => Assert.True(code is null or "rate_limited", code));

            // The log comes beside the answers: what it says of this round is there once it says that another user came in by each.
            foreach (var gateway in cluster.Gateways)
            {
                var name = $"barrier-{round}";
                await using var barrier = await WireClient.LoginAsync(gateway, name, new LoginOptions { Device = gateway.Name.Replace(' ', '-'), Class = "bot" });
                await gateway.Process.LineAsync("the login", line => line.Contains($"{name} logged in", StringComparison.Ordinal));
            }
        }
        while (UnaskedOf(cluster).Away > before.Away || before.Away > before.Back);

        // The burst, and one for each second since then; each gateway by itself would let twice as many through.
        Assert.InRange(letIn, 1, 4 + (int)Math.Ceiling(took.TotalSeconds));
    }

    /// <summary>How often gateways have said that Redis does not answer, and that it does again.</summary>
    private static (int Away, int Back) UnaskedOf(ClusterProcesses cluster)
    {
        string[] lines = [.. cluster.Gateways.SelectMany(static gateway => gateway.Process.Lines)];
        return (lines.Count(static line => line.Contains("can't be asked for in Redis", StringComparison.Ordinal)),
            lines.Count(static line => line.Contains("are in force again", StringComparison.Ordinal)));
    }

    private static async Task<string?> LoginAnswerAsync(ServerProcess gateway, string token, string bot)
    {
        await using var client = await WireClient.ConnectAsync(
            gateway, new LoginOptions { Device = bot, Class = "bot", Token = token });
        await client.SendFrameAsync(client.LoginFrame());
        var answer = await client.WaitForAsync("an answer", static frame => frame.Type is "receipt" or "close");
        return answer.Type == "close" ? answer.Code : null;
    }

    private static async Task DevicesAsync(ConnectionMultiplexer reader, string user, params string[] expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(180));
        string[] devices;
        do
        {
            await Task.Delay(50, limit.Token);
            var value = await reader.GetDatabase().StringGetAsync($"orleansim:sessions:{user}");
            devices = value.IsNull
                ? []
                : [.. JsonNode.Parse(value.ToString())!.AsArray().Select(static session => (string)session!["device"]!).Order(StringComparer.Ordinal)];
        }
        while (!devices.SequenceEqual(expected));
    }

    private static async Task ToldAsync(List<string> told, string message)
    {
        while (true)
        {
            lock (told)
            {
                if (told.Contains(message))
                {
                    return;
                }
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static void Add(List<string> told, string message)
    {
        lock (told)
        {
            told.Add(message);
        }
    }
}
