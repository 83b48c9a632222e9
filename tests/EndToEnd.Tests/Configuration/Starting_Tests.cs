using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansIm.Support.Servers;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>What a person sees who starts the server, rightly or wrongly.</summary>
public sealed class Starting_Tests
{
    public static TheoryData<string, string, string> WrongSettings() => new()
    {
        { "Gateway__Tcp", "nonsense", "Gateway__Tcp" },
        { "Gateway__Tcp", "127.0.0.1:99999", "Gateway__Tcp" },
        { "Gateway__Tcp", "127.0.0.1:-1", "Gateway__Tcp" },
        { "Gateway__Tls", "localhost", "Gateway__Tls" },
        { "Gateway__Certificate", "/no/such/file.pfx", "Gateway__Certificate" },
        { "ASPNETCORE_URLS", "nonsense", "ASPNETCORE_URLS" },
        { "ASPNETCORE_URLS", "http://127.0.0.1:99999", "ASPNETCORE_URLS: 'http://127.0.0.1:99999'" },
        { "Auth__Key", "short", "Auth__Key" },
        { "Auth__Authority", "nonsense", "Auth__Authority" },
        { "Auth__Jwks", "ftp://example.org/keys", "Auth__Jwks" },
        { "Orleans__SiloPort", "70000", "Orleans__SiloPort" },
        { "Orleans__GatewayPort", "-5", "Orleans__GatewayPort" },
        { "Storage__Postgres", "nonsense", "Storage__Postgres" },
        { "Storage__Postgres", "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=3", "Storage__Postgres" },
        { "Data__Directory", "/proc/no-such-place", "Data__Directory" },
        { "Limits__FrameBytes", "-1", "FrameBytes" },
        { "Limits__FrameBytes", "many", "FrameBytes" },
        { "Limits__LoginSeconds", "0", "LoginSeconds" },
        { "Limits__FramesPerSecond", "0", "FramesPerSecond" },
        { "Limits__HeartbeatSeconds", "999999999999", "HeartbeatSeconds" },
        { "Upgrade__Minimum", "not a version", "Minimum" },
        { "Storage__Appender__Lanes", "0", "Storage__Appender__Lanes" },
        { "Conversations__RecallSeconds", "-1", "Conversations__RecallSeconds" },
        { "Conversations__RecallSeconds", "abc", "Conversations__RecallSeconds: 'abc' is no whole number" },
        { "Conversations__LargeAbove", "100", "Conversations__LargeAbove" },
        { "Sessions__Mobile", "abc", "Sessions__Mobile: 'abc' is no whole number" },
        { "Sessions__Mobile", "0", "Sessions__Mobile: " },
        { "Sessions__Bot", "-1", "Sessions__Bot: " },
        { "Devices__PerUser", "0", "Devices__PerUser: " },
        { "Limits__HeartbeatMinSeconds", "60", "Limits__HeartbeatMinSeconds" },
        { "Limits__HeartbeatMaxSeconds", "20", "Limits__HeartbeatMaxSeconds" },
        { "Logging__LogLevel__Default", "Bogus", "Logging__LogLevel__Default: 'Bogus'" },
        { "Logging__Console__LogLevel__Orleans", "Bogus", "Logging__Console__LogLevel__Orleans: 'Bogus'" },
        { "Storage__Postgres", "postgres://oim:hidden@127.0.0.1/oim", "Host=" },
        { "Storage__Redis", "redis://:hidden@127.0.0.1", "Storage__Redis" },
        { "Storage__Redis", "127.0.0.1,pasword=hidden", "Storage__Redis" },
        { "Storage__Postgres", "postgres://oim:hidden@127.0.0.1/oim?sslmode=require", "Host=" },
    };

    /// <summary>It starts all the same: an older version may be given the settings of a newer one.</summary>
    [Fact]
    public async Task A_misspelt_name_is_told_with_the_one_that_was_meant()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Cluster__Membreship", "redis"));

        Assert.Contains("Cluster__Membreship is no setting and has no effect; is Cluster__Membership meant?", server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_value_stops_the_start_with_one_sentence_that_names_the_setting(string name, string value, string named)
    {
        await using var server = ServerProcess.Launch(ServerSettings.With(name, value));

        var code = await server.EndedAsync();

        Assert.NotEqual(0, code);
        AssertOneSentence(server, named);
    }

    [Fact]
    public async Task Several_wrong_values_are_told_apart()
    {
        await using var server = ServerProcess.Launch(new ServerSettings
        {
            Environment = new Dictionary<string, string?>
            {
                ["Sessions__Mobile"] = "0", ["Sessions__Bot"] = "1001", ["Devices__PerUser"] = "0",
            },
        });

        Assert.Equal(1, await server.EndedAsync());
        AssertOneSentence(server, "error: ");
        Assert.Equal(
            ["Devices__PerUser", "Sessions__Bot", "Sessions__Mobile"],
            server.Output.Trim()["error: ".Length..].Split("; ").Select(sentence => sentence.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Gateway__Tcp")]
    [InlineData("Gateway__Tls")]
    [InlineData("ASPNETCORE_URLS")]
    [InlineData("Orleans__SiloPort")]
    [InlineData("Orleans__GatewayPort")]
    public async Task A_port_in_use_is_named(string setting)
    {
        using var occupied = new TcpListener(IPAddress.Loopback, FreePorts.Next());
        occupied.Start();
        var port = ((IPEndPoint)occupied.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var value = setting switch
        {
            "ASPNETCORE_URLS" => $"http://127.0.0.1:{port}",
            "Gateway__Tcp" or "Gateway__Tls" => $"127.0.0.1:{port}",
            _ => port,
        };
        await using var server = ServerProcess.Launch(ServerSettings.With(setting, value));

        var code = await server.EndedAsync();

        Assert.NotEqual(0, code);
        AssertOneSentence(server, setting);
        Assert.Contains(port, server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gateway__Tls", "Gateway__Tcp")]
    [InlineData("Gateway__Tcp", "ASPNETCORE_URLS")]
    [InlineData("Orleans__SiloPort", "Gateway__Tls")]
    [InlineData("Orleans__GatewayPort", "Orleans__SiloPort")]
    public async Task Two_settings_with_one_port_are_both_named(string later, string earlier)
    {
        var port = FreePorts.Next();
        var environment = new[] { later, earlier }.ToDictionary(
            setting => setting,
            string? (setting) => setting switch
            {
                "ASPNETCORE_URLS" => $"http://127.0.0.1:{port}",
                "Gateway__Tcp" or "Gateway__Tls" => $"127.0.0.1:{port}",
                _ => port.ToString(CultureInfo.InvariantCulture),
            });
        await using var server = ServerProcess.Launch(new ServerSettings { Environment = environment });

        var code = await server.EndedAsync();

        Assert.Equal(1, code);
        AssertOneSentence(server, $"{later}: 127.0.0.1:{port} is in use by {earlier}.");
    }

    [Fact]
    public async Task A_server_with_nothing_to_listen_on_says_so()
    {
        await using var server = ServerProcess.Launch(new ServerSettings
        {
            Environment = new Dictionary<string, string?>
            {
                ["ASPNETCORE_URLS"] = string.Empty, ["Gateway__Tcp"] = string.Empty, ["Gateway__Tls"] = string.Empty,
            },
        });

        Assert.Equal(1, await server.EndedAsync());
        AssertOneSentence(server, "ASPNETCORE_URLS");
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_does_not_start_and_the_first_goes_on()
    {
        await using var first = await ServerProcess.StartAsync();
        await using var second = ServerProcess.Launch(new ServerSettings { DataDirectory = first.DataDirectory });

        var code = await second.EndedAsync();

        Assert.NotEqual(0, code);
        AssertOneSentence(second, first.DataDirectory);
        Assert.Equal(HttpStatusCode.OK, await first.HealthAsync("ready"));
    }

    [Fact]
    public async Task A_start_tells_where_it_listens_and_what_to_type_next()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Key = null });
        await server.Process.LineAsync("the last line", line => line.Contains("Ctrl+C", StringComparison.Ordinal));

        foreach (var port in new[] { server.TcpPort, server.TlsPort, server.HttpPort })
        {
            Assert.Contains($"127.0.0.1:{port}", server.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Z warn: OrleansIm.", server.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project Cli -c Release -- chat alice", server.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(server.DataDirectory, "auth.key")));
        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(Path.Combine(server.DataDirectory, "auth.key")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var key = (await File.ReadAllTextAsync(Path.Combine(server.DataDirectory, "auth.key"), TestContext.Current.CancellationToken)).Trim();
        Assert.DoesNotContain(key, server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth__Key", "a-secret-of-the-operator-0123456789", "--key \"$Auth__Key\"")]
    [InlineData("Auth__Jwks", "https://example.org/keys", "--token \"$TOKEN\"")]
    public async Task What_to_type_next_works_with_tokens_of_ones_own(string setting, string value, string option)
    {
        await using var server = await ServerProcess.StartAsync(
            new ServerSettings { Key = null, Environment = new Dictionary<string, string?> { [setting] = value } });
        await server.Process.LineAsync("the last line", line => line.Contains("Ctrl+C", StringComparison.Ordinal));

        Assert.Contains(option, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(value, server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_port_can_be_turned_off()
    {
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("Gateway__Tcp", string.Empty));

        await Assert.ThrowsAnyAsync<SocketException>(() => Support.Wire.Connecting.TcpAsync(server.TcpPort, TestContext.Current.CancellationToken));
        await using var tls = await Support.Wire.Connecting.TlsAsync(server.TlsPort, cancellation: TestContext.Current.CancellationToken);
    }

    private static void AssertOneSentence(ServerProcess server, string named)
    {
        var lines = server.Output.Split('\n').Where(line => line.Length > 0).ToArray();
        Assert.True(lines.Length == 1, server.Output);
        Assert.Contains(named, lines[0], StringComparison.Ordinal);
    }
}
