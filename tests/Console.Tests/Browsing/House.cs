using OrleansIm.Console.Tests.Browsing;
using OrleansIm.Operators.Accounts;
using OrleansIm.Support.Servers;

[assembly: AssemblyFixture(typeof(House))]

namespace OrleansIm.Console.Tests.Browsing;

/// <summary>One all-in-one server with three operators, for all tests that look at it with a browser.</summary>
public sealed class House : IAsyncLifetime
{
    public const string Password = "correct horse battery staple";

    public ServerProcess Server { get; private set; } = null!;

    public string Origin => $"http://127.0.0.1:{Server.HttpPort}";

    /// <summary>Settings of a viewer, an auditor and an admin with one password.</summary>
    public static Dictionary<string, string?> Operators()
    {
        var hash = Passwords.Hash(Password);
        var settings = new Dictionary<string, string?>();
        foreach (var (role, i) in (IEnumerable<(string, int)>)[("viewer", 0), ("auditor", 1), ("admin", 2)])
        {
            settings[$"Operators__{i}__Name"] = $"the-{role}";
            settings[$"Operators__{i}__PasswordHash"] = hash;
            settings[$"Operators__{i}__Role"] = role;
        }

        return settings;
    }

    public async ValueTask InitializeAsync() => Server = await ServerProcess.StartAsync(new ServerSettings { Environment = Operators() });

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}
