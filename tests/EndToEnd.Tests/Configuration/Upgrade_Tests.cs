using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>Chapter 3.1: what old apps are told.</summary>
public sealed class Upgrade_Tests
{
    [Fact]
    public async Task Too_old_an_app_is_sent_away_with_an_address_and_an_old_one_is_told()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings
        {
            Environment = new Dictionary<string, string?>
            {
                ["Upgrade__Minimum"] = "1.2",
                ["Upgrade__Latest"] = "2.0.10",
                ["Upgrade__Url"] = "https://example.org/app",
            },
        });

        await using var tooOld = await WireClient.ConnectAsync(server, new LoginOptions { Token = server.TokenFor("a"), App = "1.1.9" });
        await tooOld.SendFrameAsync(tooOld.LoginFrame());
        var close = await tooOld.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        Assert.Equal("upgrade_required", close?.Code);
        Assert.Equal("https://example.org/app", close!.Text("url"));
        Assert.False(close.Flag("retry"));

        await using var old = await WireClient.LoginAsync(server, "b", new LoginOptions { App = "2.0.9" });
        Assert.Equal("soft", old.Receipt.Json.GetProperty("upgrade").GetProperty("level").GetString());
        Assert.Equal("2.0.10", old.Receipt.Json.GetProperty("upgrade").GetProperty("latest").GetString());

        await using var current = await WireClient.LoginAsync(server, "c", new LoginOptions { App = "2.0.10" });
        Assert.Equal("none", current.Receipt.Json.GetProperty("upgrade").GetProperty("level").GetString());
    }
}
