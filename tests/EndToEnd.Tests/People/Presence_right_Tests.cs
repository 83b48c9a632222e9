using System.Text.Json;
using OrleansIm.Support;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>What ends without anybody telling, and what is there after the server was killed.</summary>
public sealed class Presence_right_Tests
{
    [Fact]
    public async Task Who_has_left_the_group_sees_nothing_any_more_by_the_next_look()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Limits__PresenceRenewSeconds", "1"));
        await using var alice = await WireClient.LoginAsync(server, "alice");
        await using var bob = await WireClient.LoginAsync(server, "bob");
        var group = await bob.CreateGroupAsync("ours", "alice");
        Assert.True((await LineAsync(alice)).GetProperty("online").GetBoolean());

        await alice.LeaveAsync(group);

        var push = await alice.WaitForAsync("bob is hidden", static frame => frame.Type == "presence");
        Assert.Equal("""{"type":"presence","user":"bob","online":false,"classes":[],"lastSeen":0}""", push.ToString());
    }

    [Fact]
    public async Task Last_seen_survives_a_kill_on_SQLite()
    {
        await using var server = await ServerProcess.StartAsync();

        await SurviveAsync(server);
    }

    [Fact]
    public async Task Last_seen_survives_a_kill_on_PostgreSQL()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Postgres = await postgres.CreateDatabaseAsync() });

        await SurviveAsync(server);
    }

    private static async Task SurviveAsync(ServerProcess server)
    {
        long seen;
        await using (var alice = await WireClient.LoginAsync(server, "alice"))
        {
            await using var bob = await WireClient.LoginAsync(server, "bob");
            await bob.SendTextAsync("alice", "good night");
            await LineAsync(alice);
            await bob.RequestAsync(new { type = "logout" });
            seen = (await alice.WaitForAsync("bob is gone", static frame => frame.Type == "presence" && !frame.Flag("online"))).Number("lastSeen");

            // Written in one transaction with what had gathered before.
            await alice.MessageAsync("d:alice:bob", 1);
            Assert.Equal("receipt", (await alice.ReadAsync("d:alice:bob", 1)).Type);
            await server.KillAsync();
        }

        await server.StartAgainAsync();
        await using var again = await WireClient.LoginAsync(server, "alice");
        var line = await LineAsync(again);
        Assert.False(line.GetProperty("online").GetBoolean());
        Assert.InRange(line.GetProperty("lastSeen").GetInt64(), seen - 10_000, seen);
    }

    private static async Task<JsonElement> LineAsync(WireClient client) =>
        (await client.RequestAsync(new { type = "presence.subscribe", users = new[] { "bob" } })).Json.GetProperty("items")[0];
}
