using System.Net;
using System.Text.Json;
using OrleansIm.Console.Tests.Browsing;
using OrleansIm.Support;
using OrleansIm.Support.Servers;

namespace OrleansIm.Console.Tests.Clusters;

/// <summary>Whatever goes wrong, the operator reads a sentence.</summary>
public sealed class Problem_Tests(House house)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_may_not_and_what_is_not_there_get_a_page()
    {
        using var viewer = await ClientAsync("viewer");
        using (var forbidden = await viewer.GetAsync("/console/audit"))
        {
            Assert.Contains("Your role", await ConsoleClient.SentenceAsync(forbidden, HttpStatusCode.Forbidden), StringComparison.Ordinal);
        }

        using (var act = await viewer.PostAsync("/console", "/console/user/kick", ("user", "bob")))
        {
            await ConsoleClient.SentenceAsync(act, HttpStatusCode.Forbidden);
        }

        using var missing = await viewer.GetAsync("/console/nothing-here");
        Assert.Contains("no such page", await ConsoleClient.SentenceAsync(missing, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "spam")]
    [InlineData("525601", "spam")]
    [InlineData("600000", "spam")]
    [InlineData("an hour", "spam")]
    [InlineData("10", "")]
    [InlineData("10", null)]
    public async Task A_mute_with_a_wrong_time_or_reason_is_refused_with_what_is_right(string minutes, string? reason)
    {
        using var admin = await ClientAsync("admin");
        using var answer = await admin.PostAsync(
            "/console", "/console/user/mute", ("user", "eve"), ("conversation", ""), ("minutes", minutes), ("reason", reason ?? new string('x', 201)));

        var sentence = await ConsoleClient.SentenceAsync(answer, HttpStatusCode.BadRequest);
        Assert.Contains("1 to 525,600 minutes", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("eve", await admin.PageAsync("/console/mutes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_too_large_or_says_neither_drain_nor_open_is_refused()
    {
        using var admin = await ClientAsync("admin");
        using (var large = await admin.PostAsync("/console", "/console/user/kick", ("user", new string('x', 20_000))))
        {
            await ConsoleClient.SentenceAsync(large, HttpStatusCode.RequestEntityTooLarge);
        }

        using var maybe = await admin.PostAsync("/console", "/console/gateway/drain", ("gateway", "1"), ("on", "maybe"));
        await ConsoleClient.SentenceAsync(maybe, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_console_says_in_its_own_name_only_what_is_its_own()
    {
        using var viewer = await ClientAsync("viewer");
        foreach (var note in (string[])["Log%20in%20at%20http://evil.example", "kick-evil", "Kick", "0-0"])
        {
            var page = await viewer.PageAsync($"/console/user?user=bob&note={note}");
            Assert.DoesNotContain("role=\"status\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", page, StringComparison.Ordinal);
        }

        Assert.Contains("Unmute: there is no such mute.", await viewer.PageAsync("/console/user?user=bob&note=unmute-nosuchmute"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_users_name_their_conversation_in_either_order()
    {
        using var viewer = await ClientAsync("viewer");
        Assert.Contains("value=\"d:alice:bob\"", await viewer.PageAsync("/console/conversation?conversation=d:bob:alice"), StringComparison.Ordinal);
        Assert.Contains("value=\"d:alice:bob\"", await viewer.PageAsync("/console/message?conversation=d:bob:alice&seq=1"), StringComparison.Ordinal);
        Assert.Contains("d:alice:bob</code>", await viewer.PageAsync("/console/conversation?conversation=bob"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_answers_for_a_silo_that_is_none_without_a_stack_in_the_log()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = House.Operators() });
        using var viewer = new ConsoleClient(server.HttpPort);
        await viewer.LogInAsync("viewer");
        foreach (var page in (string[])["SiloProperties", "HistoricalStats", "SiloStats", "SiloMetadata", "SiloCounters"])
        {
            foreach (var silo in (string[])["x", "127.0.0.1:1@1"])
            {
                using var missing = await viewer.GetAsync($"/dashboard/{page}/{silo}");
                await ConsoleClient.SentenceAsync(missing, HttpStatusCode.NotFound);
            }
        }

        string? known = null;
        while (known is null)
        {
            // It gathers what it shows once a second.
            using var counters = JsonDocument.Parse(await viewer.PageAsync("/dashboard/DashboardCounters"));
            known = counters.RootElement.GetProperty("hosts").EnumerateArray().Select(static silo => silo.GetProperty("siloAddress").GetString()).FirstOrDefault();
        }

        await viewer.PageAsync($"/dashboard/SiloProperties/{known}");
        await viewer.PageAsync($"/dashboard/HistoricalStats/{known}");
        server.EnsureCalm();
        Assert.DoesNotContain("Exception", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_away_every_page_and_act_says_so_and_the_cluster_is_shown()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var server = await ServerProcess.StartAsync(
            new ServerSettings { Postgres = await postgres.CreateDatabaseAsync(), Environment = House.Operators() });
        using var admin = new ConsoleClient(server.HttpPort);
        await admin.LogInAsync("admin");
        await postgres.KillAsync();

        foreach (var page in (string[])["/console/user?user=bob", "/console/conversation?conversation=g:team", "/console/mutes", "/console/audit"])
        {
            using var answer = await admin.GetAsync(page);
            Assert.Contains("database is away", await ConsoleClient.SentenceAsync(answer, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        }

        Assert.Contains("id=\"gateways\"", await admin.PageAsync("/console"), StringComparison.Ordinal);
        foreach (var act in (string[])["/console/user/kick", "/console/logout"])
        {
            using var answer = await admin.PostAsync("/console", act, ("user", "bob"));
            Assert.Contains("this was not done", await ConsoleClient.SentenceAsync(answer, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        }

        using var other = new ConsoleClient(server.HttpPort);
        using (var login = await other.PostAsync("/console/login", "/console/login", ("name", "the-admin"), ("password", House.Password), ("to", "")))
        {
            await ConsoleClient.SentenceAsync(login, HttpStatusCode.ServiceUnavailable);
        }

        await postgres.StartAgainAsync();
        while (true)
        {
            // A connection that was cut with the database may be found out only when it is used.
            using var page = await other.PostAsync("/console/login", "/console/login", ("name", "the-admin"), ("password", House.Password), ("to", ""));
            if (page.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
                break;
            }

            await Task.Delay(100, Token);
        }

        Assert.Contains("Nobody is muted.", await other.PageAsync("/console/mutes"), StringComparison.Ordinal);
    }

    private async Task<ConsoleClient> ClientAsync(string role)
    {
        var client = new ConsoleClient(house.Server.HttpPort);
        await client.LogInAsync(role);
        return client;
    }
}
