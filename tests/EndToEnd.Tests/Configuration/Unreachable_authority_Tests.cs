using System.Globalization;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Tokens;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>The publisher of the keys can't be reached: nobody is to blame his token for it.</summary>
public sealed class Unreachable_authority_Tests
{
    [Theory]
    [InlineData("Auth__Jwks", "/keys")]
    [InlineData("Auth__Authority", "")]
    public async Task A_login_is_to_be_tried_again_and_the_log_says_why_once(string setting, string path)
    {
        await using var authority = new OidcAuthority();
        var nowhere = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePorts.Next()}{path}");
        await using var server = await ServerProcess.StartAsync(ServerSettings.With(setting, nowhere));
        foreach (var framing in (Framing[])[Framing.Lines, Framing.Length, Framing.WebSocket])
        {
            await using var client = await WireClient.ConnectAsync(server, new LoginOptions { Token = authority.TokenFor("alice"), Framing = framing });
            await client.SendFrameAsync(client.LoginFrame());
            AssertTryAgain(await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken));
        }

        await using var old = await Version1Client.ConnectAsync(server, "alice");
        await old.SayAsync(new { versionCode = "1", fromUserID = "alice", deviceType = "iOS", token = authority.TokenFor("alice") });
        AssertTryAgain(await old.HearAsync("invalidReceipt"));

        // The secret is not affected.
        await using var other = await WireClient.LoginAsync(server, "bob");
        // The log is written beside what is answered.
        await server.Process.LineAsync("the warning", line => line.Contains(nowhere, StringComparison.Ordinal));

        // Orleans warns of a machine that is slow; that is not what this is about.
        var grave = server.Output.Split('\n').Where(line => line.Contains("warn: OrleansIm.", StringComparison.Ordinal) || line.Contains("fail: ", StringComparison.Ordinal));
        Assert.Contains(nowhere, Assert.Single(grave), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
    }

    private static void AssertTryAgain(WireFrame? close)
    {
        Assert.Equal("internal", close?.Code);
        Assert.True(close!.Json.GetProperty("retry").GetBoolean());
        Assert.InRange(close.Json.GetProperty("retryAfter").GetInt32(), 1, 10_000);
    }
}
