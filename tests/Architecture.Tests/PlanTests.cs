namespace OrleansIm.Architecture.Tests;

/// <summary>Who may look at whom, and that nobody looks back.</summary>
public sealed class PlanTests
{
    /// <summary>Every project that ships, and the only ones it may reference. A new one is entered here first.</summary>
    private static readonly Dictionary<string, string[]> Plan = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Telemetry"] = [],
        ["Protocol"] = ["Domain"],
        ["Storage"] = ["Domain", "Telemetry"],
        ["Storage.Sqlite"] = ["Storage", "Domain", "Telemetry"],
        ["Storage.Postgres"] = ["Storage", "Domain", "Telemetry"],
        ["Storage.Redis"] = ["Storage", "Domain", "Telemetry"],
        ["Grains.Interfaces"] = ["Domain"],
        ["Grains"] = ["Grains.Interfaces", "Protocol", "Storage", "Domain", "Telemetry"],
        ["Gateway"] = ["Grains.Interfaces", "Protocol", "Domain", "Telemetry"],
        ["Operators"] = ["Grains.Interfaces", "Storage", "Domain"],
        ["Silo"] = ["Grains", "Gateway", "Operators", "Grains.Interfaces", "Storage.Sqlite", "Storage.Postgres", "Storage.Redis", "Storage", "Protocol", "Domain", "Telemetry"],
        ["Cli"] = [],
    };

    public static TheoryData<string> Projects => [.. Plan.Keys];

    /// <summary>The client program is no part of the server's output; its project file is looked at all the same.</summary>
    public static TheoryData<string> Built => [.. Plan.Keys.Where(static project => project != "Cli")];

    [Fact]
    public void The_plan_names_every_project_that_ships()
    {
        var shipped = Repository.Files
            .Where(static file => file.EndsWith(".csproj", StringComparison.Ordinal) && char.IsUpper(file[0]))
            .Select(static file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(Plan.Keys.Order(StringComparer.Ordinal), shipped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_lists_only_what_the_plan_allows(string project) =>
        Assert.Empty(Repository.ReferencesOf(project).Except(Plan[project], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Built))]
    public void A_project_uses_only_what_the_plan_allows(string project)
    {
        using var built = BuiltProject.Open(project);

        Assert.Empty(built.References.Except(Plan[project], StringComparer.Ordinal));
    }

    [Fact]
    public void The_domain_touches_no_runtime_no_device_and_no_tasks()
    {
        string[] foreign = ["System.IO", "System.Net", "System.Threading", "System.Data", "System.Diagnostics", "Microsoft.", "Orleans.Runtime", "Orleans.Hosting"];
        string[] compilers = ["System.Diagnostics.CodeAnalysis", "System.Diagnostics.DebuggerBrowsableAttribute"];
        using var domain = BuiltProject.Open("Domain");

        var touched = domain.Mentions.SelectMany(static pair => pair.Value.Select(used => (Type: pair.Key.Name, Used: used.FullName)))
            .Where(use => foreign.Any(name => use.Used.StartsWith(name, StringComparison.Ordinal)))
            .Where(use => !compilers.Any(name => use.Used.StartsWith(name, StringComparison.Ordinal)));

        Assert.Empty(touched);
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("Telemetry")]
    [InlineData("Protocol")]
    [InlineData("Storage")]
    [InlineData("Storage.Sqlite")]
    [InlineData("Storage.Postgres")]
    [InlineData("Storage.Redis")]
    [InlineData("Grains.Interfaces")]
    public void Types_do_not_depend_on_each_other_in_a_circle(string project)
    {
        using var built = BuiltProject.Open(project);

        Assert.Empty(built.Circles());
    }

    /// <summary>A session holds its plan and the plan reads the session's cursors: known, and alone.</summary>
    [Fact]
    public void In_the_grains_only_a_session_and_its_plan_know_each_other()
    {
        using var grains = BuiltProject.Open("Grains");

        Assert.Equal(["OrleansIm.Grains.Users.SyncPlan", "OrleansIm.Grains.Users.UserSession"], grains.Circles());
    }

    /// <summary>A connection has a session, and a session its connection: known, and neither to grow nor to be listed in vain.</summary>
    [Fact]
    public void In_the_gateway_only_what_belongs_to_a_live_session_is_in_a_circle()
    {
        using var gateway = BuiltProject.Open("Gateway");

        Assert.Equal(KnownCircle, gateway.Circles());
    }

    private static readonly string[] KnownCircle =
    [
        "OrleansIm.Gateway.Connections.ClientConnection",
        "OrleansIm.Gateway.Connections.ConnectionServices",
        "OrleansIm.Gateway.Connections.ConnectionTable",
        "OrleansIm.Gateway.Messages.SendLanes",
        "OrleansIm.Gateway.Node.GatewayNode",
        "OrleansIm.Gateway.Node.LargeConversations",
        "OrleansIm.Gateway.Node.WatchedConversation",
        "OrleansIm.Gateway.Routing.FrameRouter",
        "OrleansIm.Gateway.Sessions.AckFlusher",
        "OrleansIm.Gateway.Sessions.ClientSession",
        "OrleansIm.Gateway.Sessions.Deliveries",
        "OrleansIm.Gateway.Sessions.LoginDesk",
        "OrleansIm.Gateway.Sessions.SessionEndings",
        "OrleansIm.Gateway.Sessions.SessionServices",
        "OrleansIm.Gateway.Sessions.Summaries",
        "OrleansIm.Gateway.Sessions.SyncRun",
    ];
}
