using System.Net;
using OrleansIm.Console.Tests.Browsing;
using OrleansIm.Support;
using OrleansIm.Support.Servers;

namespace OrleansIm.Console.Tests.Clusters;

/// <summary>Sessions, gateways and silos that end are gone for all silos.</summary>
public sealed class Leaving_Tests
{
    [Fact]
    public async Task A_session_that_logged_out_has_ended_on_all_silos_also_for_who_has_a_copy_of_its_cookie()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await StartAsync(postgres, silos: 2, gateways: 0);
        using var one = new ConsoleClient(cluster.Silos[0].HttpPort);
        await one.LogInAsync("admin");
        List<ConsoleClient> copies = [.. cluster.Silos.Select(static silo => new ConsoleClient(silo.HttpPort))];
        foreach (var copy in copies)
        {
            copy.Cookies.Add(one.Cookies.GetAllCookies());
            await copy.PageAsync("/console/mutes");
        }

        using (await one.PostAsync("/console", "/console/logout"))
        {
            foreach (var copy in copies)
            {
                foreach (var page in (string[])["/console", "/console/mutes", "/dashboard/ClusterStats"])
                {
                    using var refused = await copy.GetAsync(page);
                    Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
                }

                copy.Dispose();
            }
        }

        await one.LogInAsync("admin");
        Assert.Contains("logout", await one.PageAsync("/console/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_that_stop_in_order_leave_the_board_at_once()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await StartAsync(postgres, silos: 2, gateways: 1);
        foreach (var process in cluster.All)
        {
            Assert.DoesNotContain("My range changed", process.Output, StringComparison.OrdinalIgnoreCase);
        }

        using var one = new ConsoleClient(cluster.Silos[0].HttpPort);
        await one.LogInAsync("viewer");
        var (gateway, silo) = (Host(cluster.Gateways[0]), Host(cluster.Silos[1]));
        await ShownAsync(one, gateway);
        await ShownAsync(one, silo);
        Assert.Equal(0, await cluster.Gateways[0].TerminateAsync());
        Assert.DoesNotContain($">{gateway}<", await one.PageAsync("/console"), StringComparison.Ordinal);

        // The board may have been on the silo that goes: then it fills again.
        Assert.Equal(0, await cluster.Silos[1].TerminateAsync());
        Assert.DoesNotContain($">{silo}<", await ShownAsync(one, Host(cluster.Silos[0])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_drains_the_last_gateway_that_takes_clients_is_asked_and_the_log_says_which_it_was()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var cluster = await StartAsync(postgres, silos: 1, gateways: 1);
        using var one = new ConsoleClient(cluster.Silos[0].HttpPort);
        await one.LogInAsync("admin");
        var last = Host(cluster.Gateways[0]);
        var name = NameOf(await ShownAsync(one, last), last);
        using (var asked = await one.PostAsync("/console", "/console/gateway/drain", ("gateway", name), ("on", "true")))
        {
            Assert.Contains("nobody will be able to connect", await ConsoleClient.SentenceAsync(asked, HttpStatusCode.Conflict), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, await cluster.Gateways[0].HealthAsync("ready"));
        using (var done = await one.PostAsync("/console", "/console/gateway/drain", ("gateway", name), ("on", "true"), ("last", "true")))
        {
            Assert.EndsWith("note=drain-done", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        while (await cluster.Gateways[0].HealthAsync("ready") == HttpStatusCode.OK)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Contains($"{last} ({name})", await one.PageAsync("/console/audit"), StringComparison.Ordinal);
    }

    private static async Task<ClusterProcesses> StartAsync(PostgresServer postgres, int silos, int gateways) =>
        await ClusterProcesses.StartAsync(await postgres.CreateDatabaseAsync(), silos, gateways, environment: House.Operators());

    private static string Host(ServerProcess process) => $"{Environment.MachineName}/{process.Pid}";

    private static string NameOf(string page, string host)
    {
        var row = page[page.IndexOf($">{host}<", StringComparison.Ordinal)..];
        var begin = row.IndexOf("<code>", StringComparison.Ordinal) + "<code>".Length;
        return row[begin..row.IndexOf("</code>", StringComparison.Ordinal)];
    }

    /// <summary>The cluster's page once it shows a process.</summary>
    private static async Task<string> ShownAsync(ConsoleClient console, string host)
    {
        while (true)
        {
            var page = await console.PageAsync("/console");
            if (page.Contains($">{host}<", StringComparison.Ordinal))
            {
                return page;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
