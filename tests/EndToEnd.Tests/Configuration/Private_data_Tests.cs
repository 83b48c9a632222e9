using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Configuration;

/// <summary>The data directory holds the text of all messages: it is nobody's but the server's.</summary>
public sealed class Private_data_Tests
{
    private const UnixFileMode Everybody = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task What_the_server_makes_no_other_user_can_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        var parent = Directory.CreateTempSubdirectory("oim-").FullName;
        var directory = Path.Combine(parent, "data");
        try
        {
            // The program itself is started in a directory that must be there.
            await using var server = await ServerProcess.StartAsync(new ServerSettings
            {
                Key = null,
                DataDirectory = parent,
                Environment = new Dictionary<string, string?> { ["Data__Directory"] = directory },
            });
            var key = await File.ReadAllTextAsync(Path.Combine(directory, "auth.key"), TestContext.Current.CancellationToken);
            await using var client = await WireClient.LoginAsync(
                server, "alice", new LoginOptions { Token = Support.Tokens.Jwt.Hs256(key.Trim(), "alice") });
            await client.SendTextAsync("bob", "for bob only");

            var files = Directory.GetFiles(directory);
            Assert.Contains(files, static file => file.EndsWith("oim.db-wal", StringComparison.Ordinal));
            Assert.Contains(files, static file => file.EndsWith("oim-grains.db", StringComparison.Ordinal));
            Assert.All([directory, .. files], static path => Assert.Equal(UnixFileMode.None, Mode(path) & Everybody));
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    [Fact]
    public async Task What_an_older_server_made_is_closed_to_other_users_at_the_next_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        var directory = Directory.CreateTempSubdirectory("oim-").FullName;
        try
        {
            var settings = new ServerSettings { Key = null, DataDirectory = directory };
            await (await ServerProcess.StartAsync(settings)).DisposeAsync();
            foreach (var path in (string[])[directory, Path.Combine(directory, "auth.key"), Path.Combine(directory, "tls.pfx"), Path.Combine(directory, "oim.db")])
            {
                Assert.True(Path.Exists(path), path);
                Open(path);
            }

            await using var again = await ServerProcess.StartAsync(settings);

            string[] ours = [.. Directory.GetFiles(directory, "oim*"), Path.Combine(directory, "auth.key"), Path.Combine(directory, "tls.pfx")];
            Assert.All([directory, .. ours], static path => Assert.Equal(UnixFileMode.None, Mode(path) & Everybody));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static void Open(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    private static UnixFileMode Mode(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
