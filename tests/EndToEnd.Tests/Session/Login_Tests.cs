using System.Text.Json.Nodes;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Tokens;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Session;

/// <summary>Chapter 3.1: the first frame, its answer, and who gets in.</summary>
public sealed class Login_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task The_receipt_tells_user_session_version_heartbeat_time_and_limits()
    {
        var alice = Fresh("alice");
        var client = await LoginAsync(alice, new LoginOptions { Heartbeat = 30 });

        Assert.Equal("receipt", client.Receipt.Type);
        Assert.Equal(alice, client.Receipt.Text("userId"));
        Assert.False(string.IsNullOrEmpty(client.Receipt.Text("session")));
        Assert.Equal(2, client.Receipt.Number("version"));
        Assert.Equal(30, client.Receipt.Number("heartbeat"));
        Assert.InRange(client.Receipt.Number("time"), DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds(), DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeMilliseconds());
        Assert.Equal(65536, client.Receipt.Json.GetProperty("limits").GetProperty("frame").GetInt32());
        Assert.Equal(8192, client.Receipt.Json.GetProperty("limits").GetProperty("text").GetInt32());
        Assert.Equal("none", client.Receipt.Json.GetProperty("upgrade").GetProperty("level").GetString());
    }

    [Fact]
    public async Task Two_sessions_have_different_ids()
    {
        var alice = Fresh("alice");
        var phone = await LoginAsync(alice);
        var desktop = await LoginAsync(alice, "desk", "desktop");

        Assert.NotEqual(phone.Receipt.Text("session"), desktop.Receipt.Text("session"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-7, 1)]
    [InlineData(17, 17)]
    [InlineData(100_000, 240)]
    public async Task The_heartbeat_is_proposed_by_the_client_and_clamped_by_the_server(int proposed, int granted)
    {
        var client = await LoginAsync(Fresh("alice"), new LoginOptions { Heartbeat = proposed });

        Assert.Equal(granted, client.Receipt.Number("heartbeat"));
    }

    [Fact]
    public async Task A_login_without_optional_fields_is_enough()
    {
        var alice = Fresh("alice");
        var client = await ConnectAsync();

        var answer = await client.RequestAsync(new { type = "login", version = 2, token = Server.TokenFor(alice), device = new { id = "d" } });

        Assert.Equal(alice, answer.Text("userId"));
        Assert.Equal(30, answer.Number("heartbeat"));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("9007199254740991")]
    public async Task A_newer_client_is_told_which_version_is_spoken(string version)
    {
        var alice = Fresh("alice");
        var client = await ConnectAsync();

        await client.WriteAsync(LoginWith($"\"version\":{version},", alice));

        Assert.Equal(2, (await client.WaitForAsync("a receipt", static frame => frame.Type == "receipt")).Number("version"));
    }

    [Fact]
    public async Task A_version_that_is_older_than_the_dialect_is_sent_away_for_an_upgrade()
    {
        var client = await ConnectAsync();

        await client.WriteAsync(LoginWith("\"version\":1,", Fresh("alice")));
        var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("upgrade_required", close?.Code);
        Assert.False(close!.Flag("retry"));
        Assert.DoesNotContain(client.Frames(), frame => frame.Type == "receipt");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"version\":0,")]
    [InlineData("\"version\":-2,")]
    [InlineData("\"version\":2.5,")]
    [InlineData("\"version\":1e99,")]
    [InlineData("\"version\":\"2\",")]
    [InlineData("\"version\":null,")]
    public async Task A_login_that_names_no_version_is_none(string version)
    {
        var client = await ConnectAsync();

        await client.WriteAsync(LoginWith(version, Fresh("alice")));
        var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("unauthenticated", close?.Code);
        Assert.Contains("'version'", close!.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_catching_up_is_told_to_a_user_who_has_nothing()
    {
        var client = await LoginAsync(Fresh("alice"));

        var offline = await client.DrainedAsync();

        Assert.Equal(0, offline.Json.GetProperty("conversations").GetArrayLength());
        Assert.Equal(0, offline.Json.GetProperty("total").GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task User_ids_are_case_sensitive_and_may_look_like_numbers()
    {
        var name = Guid.NewGuid().ToString("N")[..8];
        string[] users = [$"{name}a", $"{name}A", $"00{Random.Shared.Next(1_000_000, 9_999_999)}", $"{Random.Shared.Next(1_000_000, 9_999_999)}"];
        foreach (var user in users)
        {
            var client = await LoginAsync(user);
            await client.SendTextAsync(user, $"note of {user}");
        }

        foreach (var user in users)
        {
            var client = await LoginAsync(user, "desk", "desktop");
            Assert.Equal([$"note of {user}"], (await client.HistoryAsync(Direct(user, user))).Select(message => message.Body));
        }
    }

    public static TheoryData<string> BadTokens() =>
        ["expired", "forged", "none", "other key", "no subject", "no expiry", "bad subject", "empty", "garbage", "half"];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_refused_and_says_nothing_about_users(string kind)
    {
        var alice = Fresh("alice");
        var good = Server.TokenFor(alice);
        var token = kind switch
        {
            "expired" => Jwt.Expired(Server.Key, alice),
            "forged" => Jwt.Forged(Server.Key, Fresh("mallory"), alice),
            "none" => Jwt.Unsigned(alice),
            "other key" => Jwt.Hs256("another-secret-that-is-long-enough-0123456789", alice),
            "no subject" => Jwt.WithoutSubject(Server.Key),
            "no expiry" => Jwt.WithoutExpiry(Server.Key, alice),
            "bad subject" => Jwt.Hs256(Server.Key, "../../etc/passwd"),
            "empty" => string.Empty,
            "garbage" => "a.b.c",
            _ => good[..(good.Length / 2)],
        };
        var client = await ConnectAsync(new LoginOptions { Token = token });

        await client.WriteAsync(Bytes(client.LoginFrame()));
        var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("unauthenticated", close?.Code);
        Assert.DoesNotContain(client.Frames(), frame => frame.Type == "receipt");
        Assert.DoesNotContain("alice", close!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_bound_to_a_device_lets_in_that_device_only()
    {
        var alice = Fresh("alice");
        var token = Server.TokenFor(alice, device: "phone-1");
        var right = await LoginAsync(alice, new LoginOptions { Token = token, Device = "phone-1" });
        Assert.True(right.IsOpen);

        var wrong = await ConnectAsync(new LoginOptions { Token = token, Device = "phone-2", Class = "desktop" });
        await wrong.WriteAsync(Bytes(wrong.LoginFrame()));
        var close = await wrong.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("unauthenticated", close?.Code);
        Assert.True(right.IsOpen);
    }

    [Theory]
    [InlineData("""{"type":"send","id":"1","to":{"user":"bob"},"clientId":"c","content":{"type":"text","text":"x"}}""")]
    [InlineData("""{"type":"heartbeat"}""")]
    [InlineData("""{"type":"history","id":"1","conversation":"d:a:b"}""")]
    [InlineData("""{"type":"nonsense"}""")]
    public async Task Anything_before_the_login_ends_the_connection(string frame)
    {
        var client = await ConnectAsync();

        await client.WriteAsync(System.Text.Encoding.UTF8.GetBytes(frame));
        var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("unauthenticated", close?.Code);
    }

    [Fact]
    public async Task A_second_login_on_one_connection_is_refused_and_the_session_stays()
    {
        var alice = Fresh("alice");
        var client = await LoginAsync(alice, new LoginOptions { Token = Server.TokenFor(alice) });

        var answer = await client.RequestAsync(client.LoginFrame());

        Assert.True(answer.IsError);
        Assert.False((await client.SendTextAsync(alice, "still here")).IsError);
    }

    private byte[] LoginWith(string version, string user) => System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"type":"login","id":"1",{{{version}}}"token":"{{{Server.TokenFor(user)}}}","device":{"id":"d"}}""");

    private static byte[] Bytes(JsonObject frame)
    {
        frame["id"] = "login";
        return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(frame);
    }
}
