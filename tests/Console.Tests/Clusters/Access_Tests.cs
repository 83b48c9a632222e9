using System.Globalization;
using System.Net;
using OrleansIm.Console.Tests.Browsing;
using OrleansIm.Operators.Accounts;
using OrleansIm.Support.Servers;

namespace OrleansIm.Console.Tests.Clusters;

/// <summary>Who gets to the console, and where it is at all.</summary>
public sealed class Access_Tests(House house)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/user?user=alice")]
    [InlineData("/console/conversation?conversation=g:team")]
    [InlineData("/console/message")]
    [InlineData("/console/mutes")]
    [InlineData("/console/upgrades")]
    [InlineData("/console/audit")]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/ClusterStats")]
    public async Task Without_a_login_every_page_leads_to_it(string path)
    {
        using var stranger = new ConsoleClient(house.Server.HttpPort);
        using var answer = await stranger.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/console/login", answer.Headers.Location!.AbsolutePath);
        Assert.Contains("frame-ancestors 'none'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_for_the_browser_alone_and_pages_allow_no_script()
    {
        using var stranger = new ConsoleClient(house.Server.HttpPort);
        using var page = await stranger.GetAsync("/console/login");

        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", Assert.Single(page.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(page.Headers.CacheControl!.NoStore);
        using var login = await stranger.PostAsync(
            "/console/login", "/console/login", ("name", "the-viewer"), ("password", House.Password), ("to", "//evil.example/console"));
        Assert.Equal("/console", login.Headers.Location!.ToString());
        foreach (var cookie in page.Headers.GetValues("Set-Cookie").Concat(login.Headers.GetValues("Set-Cookie")))
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Who_tries_passwords_is_slowed_down()
    {
        await using var server = await ServerProcess.StartAsync(new ServerSettings { Environment = House.Operators() });
        using var stranger = new ConsoleClient(server.HttpPort);
        List<HttpStatusCode> answers = [];

        // Ten are looked at, and one more for each ten seconds: also where a guess takes some of them there comes one too many.
        for (var i = 0; i < 200 && (i < 12 || answers[^1] != HttpStatusCode.TooManyRequests); i++)
        {
            using var answer = await stranger.PostAsync("/console/login", "/console/login", ("name", "the-admin"), ("password", $"guess {i}"), ("to", ""));
            answers.Add(answer.StatusCode);
        }

        Assert.All(answers.Take(10), static answer => Assert.Equal(HttpStatusCode.Unauthorized, answer));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.DoesNotContain("guess", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_operators_there_is_no_console()
    {
        await using var server = await ServerProcess.StartAsync();
        using var stranger = new ConsoleClient(server.HttpPort);
        foreach (var path in (string[])["/console", "/console/login", "/console/console.css", "/dashboard/"])
        {
            using var answer = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_server_that_is_tried_makes_a_password_for_its_owner_alone_and_operators_have_their_port()
    {
        var admin = FreePorts.Next();
        var home = Directory.CreateTempSubdirectory("oim-home-").FullName;
        await using var server = await ServerProcess.StartAsync(new ServerSettings
        {
            Key = null,
            Environment = new Dictionary<string, string?> { ["Admin__Listen"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{admin}"), ["HOME"] = home },
        });
        await server.Process.LineAsync("where the console is", line => line.Contains($"http://127.0.0.1:{admin}/console", StringComparison.Ordinal));
        var file = Path.Combine(server.DataDirectory, DevelopmentAccount.FileName);
        Assert.Contains(file, server.Output, StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var password = await File.ReadAllTextAsync(file, Token);
        Assert.DoesNotContain(password, server.Output, StringComparison.Ordinal);

        using var outside = new ConsoleClient(server.HttpPort);
        foreach (var path in (string[])["/console/login", "/dashboard/"])
        {
            using var answer = await outside.GetAsync(path);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        }

        using var inside = new ConsoleClient(admin);
        using var login = await inside.PostAsync(
            "/console/login", "/console/login", ("name", DevelopmentAccount.Name), ("password", password), ("to", "/console/mutes"));
        Assert.Equal("/console/mutes", login.Headers.Location!.ToString());
        Assert.Contains("Nobody is muted.", await inside.PageAsync("/console/mutes"), StringComparison.Ordinal);

        // The one secret is in the database: the framework makes no other, nowhere.
        Assert.Empty(Directory.EnumerateFiles(home, "*.xml", SearchOption.AllDirectories));
        Assert.DoesNotContain("Z warn: OrleansIm.", server.Output, StringComparison.Ordinal);
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task The_command_line_makes_a_hash_that_logs_in()
    {
        await using var command = CapturedProcess.Start("dotnet", [Artifacts.Assembly("Silo"), "hash-password"]);
        await command.Input.WriteLineAsync(House.Password);
        Assert.Equal(0, await command.ExitAsync());
        Assert.True(Passwords.Verify(command.Output.Trim(), House.Password));

        await using var tooShort = CapturedProcess.Start("dotnet", [Artifacts.Assembly("Silo"), "hash-password"]);
        await tooShort.Input.WriteLineAsync("short");
        Assert.Equal(1, await tooShort.ExitAsync());
        Assert.Equal("error: a password has at least 12 characters.", tooShort.Output);
    }

    [Theory]
    [InlineData("Operators__0__Name", "not a name")]
    [InlineData("Operators__1__PasswordHash", "secret")]
    [InlineData("Operators__2__Role", "king")]
    public async Task A_wrong_operator_stops_the_start_with_one_sentence_that_names_the_setting(string setting, string value)
    {
        var settings = House.Operators();
        settings[setting] = value;
        await using var server = ServerProcess.Launch(new ServerSettings { Environment = settings });

        Assert.NotEqual(0, await server.EndedAsync());
        Assert.StartsWith($"error: {setting}: ", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', server.Output.Trim());
        if (value == "secret")
        {
            Assert.Contains("dotnet run --project Silo -c Release -- hash-password", server.Output, StringComparison.Ordinal);
        }
    }
}
