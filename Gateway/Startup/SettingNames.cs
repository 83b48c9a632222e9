namespace OrleansIm.Gateway.Startup;

/// <summary>
/// The names of all settings, of both programs, since a cluster's parts are often given the same. A test holds it against what
/// the programs read.
/// </summary>
public static class SettingNames
{
    /// <summary>A line for each section, its settings behind it; <c>N</c> stands for the place in a list.</summary>
    private const string Sections =
        """
        Admin Listen Dashboard
        Auth Key Authority Jwks Issuer Audience
        Calls RingSeconds ComeBackSeconds MaxParties Stun Turn TurnSecret TurnSeconds
        Cluster Membership Id ServiceId Address
        Conversations RecallSeconds EditSeconds EditsPerMessage ExpireSeconds ReactionsPerMessage ReactionsPerMember LargeAbove SmallAgainAt MaxMembers MaxAdmins MaxUncommitted RequireFriendship
        Data Directory
        Devices PerUser ForgetAfterDays Lanes BatchDevices MaxWaiting
        Gateway Tcp Tls Certificate CertificateKey CertificatePassword
        Gateway:ProxyProtocol From Required HeaderSeconds
        Groups MaxRequests LinkDays
        Limits FrameBytes Connections LoginSeconds FramesPerSecond FrameBurst RefusedFrames LoginsPerSecond LoginBurst RequestsInFlight PendingBytes UnackedMessages
        Limits SyncFrames SyncMessages SyncBytes HeartbeatSeconds HeartbeatMinSeconds HeartbeatMaxSeconds PresenceUsers PresenceRenewSeconds RequestsTold GroupsAsked DrainSeconds DrainSpreadSeconds
        Operators:N Name PasswordHash Role
        Orleans SiloPort GatewayPort
        Schedules MaxPerUser MaxDays
        Search FollowMilliseconds SweepMinutes Percent AtOnce TimeoutSeconds
        Sessions Mobile Tablet Desktop Web Bot OfflineAfterSeconds
        Silo Gateway
        Storage Postgres Redis
        Storage:Appender Lanes BatchEntries QueueEntries FirstPause LongestPause
        Storage:Cursors Interval BatchKeys MaxKeys MaxWaiting
        Telemetry Otlp Sampling Prometheus
        Upgrade Minimum Latest Url
        """;

    /// <summary>As <c>Section:Name</c>, without regard to case, as .NET reads them.</summary>
    public static IReadOnlySet<string> All { get; } = Sections
        .Split('\n', StringSplitOptions.TrimEntries)
        .Select(static line => line.Split(' '))
        .SelectMany(static words => words[1..].Select(name => $"{words[0]}:{name}"))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first words of the names.</summary>
    public static IReadOnlySet<string> Roots { get; } = All
        .Select(static name => name[..name.IndexOf(':', StringComparison.Ordinal)])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
