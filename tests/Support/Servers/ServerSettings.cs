using System.Net;

namespace OrleansIm.Support.Servers;

/// <summary>How a server under test is started. Whatever is left open gets a free port or a fresh directory.</summary>
public sealed record ServerSettings
{
    /// <summary>Silo (with the gateway inside, unless it is in a cluster) or Gateway.</summary>
    public string Program { get; init; } = "Silo";

    /// <summary>Folder <c>artifacts/bin</c> of the build that it is; null means the one the tests belong to.</summary>
    public string? Build { get; init; }

    /// <summary>Connection string of PostgreSQL; null means the embedded database.</summary>
    public string? Postgres { get; init; }

    /// <summary>Data directory to use; null makes one that goes with the server.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The secret of the tokens; null leaves it to the server to make one.</summary>
    public string? Key { get; init; } = "a-secret-of-the-tests-that-is-long-enough-0123456789";

    /// <summary>The address at which it listens and is reached.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Words in front of the program that starts it, for one that runs elsewhere than the tests.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>More environment, by its own names (<c>Section__Name</c>); a null value removes one that is set by default.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Environment for people who lose their connections all the time and log in as often as they like.</summary>
    public static IReadOnlyDictionary<string, string?> ManyLogins { get; } =
        new Dictionary<string, string?> { ["Limits__LoginsPerSecond"] = "10000", ["Limits__LoginBurst"] = "10000" };

    public static ServerSettings With(string name, string? value) =>
        new() { Environment = new Dictionary<string, string?> { [name] = value } };
}
