using System.Net;
using OrleansIm.Console.Tests.Browsing;
using OrleansIm.Support.Wire;

namespace OrleansIm.Console.Tests.Clusters;

/// <summary>An operator tells old apps of a newer one, while the server runs.</summary>
public sealed class Upgrade_Tests(House house)
{
    private const string Page = "/console/upgrades";

    [Fact]
    public async Task A_rule_counts_from_the_next_login_on_for_its_platform_alone_and_until_it_is_taken_away()
    {
        using var admin = new ConsoleClient(house.Server.HttpPort);
        await admin.LogInAsync("admin");
        await using var online = await WireClient.LoginAsync(house.Server, Fresh(), new LoginOptions { Platform = "Rule OS", App = "1.9" });
        using (var set = await SetAsync(admin, " RULE OS ", "2.0", "2.10", "https://example.org/rule"))
        {
            Assert.Equal("/console/upgrades?note=setupgrade-doneforgateways", set.Headers.Location!.ToString());
        }

        var close = await UntilAsync("Rule OS", "1.9", static frame => frame.Type == "close");
        Assert.Equal(("upgrade_required", "https://example.org/rule", false), (close.Code, close.Text("url"), close.Flag("retry")));
        var told = (await LoginAsync("rule-os", "2.9")).Json.GetProperty("upgrade");
        Assert.Equal(
            ("soft", "2.10", "https://example.org/rule"),
            (told.GetProperty("level").GetString(), told.GetProperty("latest").GetString(), told.GetProperty("url").GetString()));
        Assert.Equal("none", LevelOf(await LoginAsync("rule-os", "2.10")));
        Assert.Equal("none", LevelOf(await LoginAsync("rule-os", "nightly")));
        Assert.Equal("none", LevelOf(await LoginAsync("another-os", "1.9")));
        Assert.Equal("none", LevelOf(await LoginAsync(null, "1.9")));
        Assert.True(online.IsOpen);

        // An app of version 1 says one number, and where it runs.
        var user = Fresh();
        await using (var old = await Version1Client.ConnectAsync(house.Server, user))
        {
            await old.SayAsync(new { versionCode = "1", fromUserID = user, deviceType = "Rule OS", token = house.Server.TokenFor(user) });
            var refused = await old.HearAsync("invalidReceipt");
            Assert.Equal(("upgrade_required", "https://example.org/rule"), (refused.Text("code"), refused.Text("url")));
        }

        Assert.Contains("https://example.org/rule", await admin.PageAsync(Page), StringComparison.Ordinal);
        using (var dropped = await admin.PostAsync(Page, "/console/upgrades/drop", ("platform", "rule-os")))
        {
            Assert.Equal("/console/upgrades?note=dropupgrade-doneforgateways", dropped.Headers.Location!.ToString());
        }

        await UntilAsync("Rule OS", "1.9", static frame => frame.Type == "receipt" && LevelOf(frame) == "none");
        var audit = await admin.PageAsync("/console/audit");
        Assert.Contains("rule-os: not let in below 2.0, told of 2.10, address https://example.org/rule", audit, StringComparison.Ordinal);
        Assert.Contains("setupgrade", audit, StringComparison.Ordinal);
        Assert.Contains("dropupgrade", audit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong os", "two", "", "", "The lowest version is none")]
    [InlineData("wrong os", "", "3.x", "", "The newest version is none")]
    [InlineData("wrong os", "", "", "", "A rule needs")]
    [InlineData("wrong os", "3.10", "3.9", "", "above the newest")]
    [InlineData("wrong os", "3", "", "app store", "no http or https URL")]
    [InlineData("***", "3", "", "", "That is no platform")]
    public async Task A_wrong_rule_is_not_taken_and_the_operator_reads_why(string platform, string minimum, string latest, string url, string why)
    {
        using var admin = new ConsoleClient(house.Server.HttpPort);
        await admin.LogInAsync("admin");
        using var answer = await SetAsync(admin, platform, minimum, latest, url);

        Assert.Contains(why, await ConsoleClient.SentenceAsync(answer, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-os", await admin.PageAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_act_sees_the_rules_and_sets_none()
    {
        using var viewer = new ConsoleClient(house.Server.HttpPort);
        await viewer.LogInAsync("viewer");
        using (var forged = await SetAsync(viewer, "forged os", "2.0", "", ""))
        {
            Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        }

        var page = await viewer.PageAsync(Page);
        Assert.DoesNotContain("forged-os", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Set a rule", page, StringComparison.Ordinal);
    }

    private static string Fresh() => $"app-{Guid.NewGuid():N}";

    private static string? LevelOf(WireFrame receipt) => receipt.Json.GetProperty("upgrade").GetProperty("level").GetString();

    private static Task<HttpResponseMessage> SetAsync(ConsoleClient console, string platform, string minimum, string latest, string url) =>
        console.PostAsync(Page, "/console/upgrades/set", ("platform", platform), ("minimum", minimum), ("latest", latest), ("url", url));

    /// <summary>Gateways ask every few seconds.</summary>
    private async Task<WireFrame> UntilAsync(string platform, string app, Func<WireFrame, bool> condition)
    {
        while (true)
        {
            if (await LoginAsync(platform, app) is { } answer && condition(answer))
            {
                return answer;
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The answer to a login: a receipt, or the close.</summary>
    private async Task<WireFrame> LoginAsync(string? platform, string app)
    {
        await using var client = await WireClient.ConnectAsync(
            house.Server, new LoginOptions { Token = house.Server.TokenFor(Fresh()), Platform = platform, App = app });
        await client.SendFrameAsync(client.LoginFrame());
        return await client.WaitForAsync("the answer to a login", static frame => frame.Type is "receipt" or "close");
    }
}
