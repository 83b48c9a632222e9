using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Rates;
using OrleansIm.Gateway.Upgrades;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Json;
using OrleansIm.Protocol.Messages;
using OrleansIm.Telemetry;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Turns a connection with a login frame into a session, or says why not.</summary>
internal sealed partial class LoginDesk(
    TokenValidator tokens, LoginRates rates, UpgradePolicy upgrades, SessionServices services,
    IOptions<LimitOptions> limits, TimeProvider time, ILogger<LoginDesk> logger)
{
    private const int MaxText = 8192;

    /// <summary>The version of the native dialect; a client that speaks a higher one is answered with this.</summary>
    private const int Spoken = 2;

    /// <summary>What version 1 can show.</summary>
    private static readonly ulong SeedKinds =
        Bits(ContentKind.Text, ContentKind.Audio, ContentKind.Picture, ContentKind.Video, ContentKind.File);

    /// <summary>What every client can show: the server's own entries.</summary>
    private static readonly ulong ServerKinds =
        Bits(ContentKind.Tip, ContentKind.Recall, ContentKind.Edit, ContentKind.Reaction);

    public async Task LogInAsync(ClientConnection connection, LoginFrame login)
    {
        if (login.Version < Spoken && !connection.SpeaksVersion1)
        {
            // Version 1 is another dialect; a client that says 1 in this one understands no answer of the version it asks for.
            connection.Close(Outdated($"Version {Spoken} or higher is needed in this dialect.", upgrades.UrlFor(PlatformOf(login))));
            return;
        }

        var verdict = await tokens.ValidateAsync(login.Token, CancellationToken.None);
        if (verdict.IsOpen)
        {
            connection.Close(ComeBack(verdict.Refusal!));
            return;
        }

        if (verdict.User is not { } user || !Matches(login, verdict))
        {
            connection.Close(new CloseFrame(
                CloseCode.Unauthenticated, verdict.Refusal ?? "The token does not fit this login.", Retry: false));
            return;
        }

        if (!await rates.TryTakeAsync(user))
        {
            connection.Close(new CloseFrame(
                CloseCode.RateLimited, "Too many logins.", Retry: true, RetryAfter: Random.Shared.Next(1000, 3000)));
            return;
        }

        await upgrades.ReadyAsync();
        var upgrade = upgrades.Judge(PlatformOf(login), login.App);
        if (upgrade.IsRequired)
        {
            connection.Close(Outdated("Please update the app.", upgrade.Url));
            return;
        }

        await OpenAsync(connection, login, user, upgrade);
    }

    private static ulong Bits(params ReadOnlySpan<ContentKind> kinds)
    {
        var bits = 0UL;
        foreach (var kind in kinds)
        {
            bits |= ContentKinds.Bit(kind);
        }

        return bits;
    }

    private static bool Matches(LoginFrame login, TokenVerdict verdict) =>
        (login.ClaimedUser is null || string.Equals(login.ClaimedUser, verdict.User, StringComparison.Ordinal))
        && (verdict.Device is null || string.Equals(login.DeviceId, verdict.Device, StringComparison.Ordinal));

    /// <summary>Who does not say where it runs still says what class of device it is.</summary>
    private static string PlatformOf(LoginFrame login) => login.Platform.Length > 0 ? login.Platform : WireNames.Of(login.Class);

    private static ulong Shows(LoginFrame login) => login.Capabilities == 0 ? ulong.MaxValue : login.Capabilities;

    private static CloseFrame Outdated(string message, string? url) => new(CloseCode.UpgradeRequired, message, Retry: false, Url: url);

    private static CloseFrame ComeBack(string message) =>
        new(CloseCode.Internal, message, Retry: true, RetryAfter: Random.Shared.Next(500, 3000));

    private async Task OpenAsync(ClientConnection connection, LoginFrame login, string user, UpgradeAdvice upgrade)
    {
        var facts = new SessionFacts
        {
            User = user,
            Session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)),
            Device = login.DeviceId,
            Class = login.Class,
            Version = connection.SpeaksVersion1 ? 1 : Spoken,
            Heartbeat = Clamp(login.Heartbeat),
            Shows = ServerKinds | (connection.SpeaksVersion1 ? SeedKinds : Shows(login)),
            Background = login.Background,
            Delivered = login.Delivered,
            Language = TipTexts.Serve(login.Language),
            Since = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var grain = services.Grains.GetGrain<IUserGrain>(GrainKeys.User(user));
        var session = new ClientSession(connection, facts, grain, services);
        connection.Session = session;
        long contacts;
        using var span = Traces.Begin("oim.login");
        if (span is not null)
        {
            RequestContext.Set(CallContext.Trace, span.Id!);
        }

        try
        {
            var opened = await session.OpenAsync(resume: false);
            (session.Rev, contacts) = (opened.Rev, opened.Contacts);
            session.TouchedAt = time.GetTimestamp();
        }
        catch (Exception failure)
        {
            LogFailed(user, failure);
            connection.Close(ComeBack("You can't be logged in at the moment."));
            return;
        }

        services.Meter.LoggedIn();
        LogLoggedIn(user, facts.Device, connection.Remote);
        connection.Send(new LoginReceipt(
            login.Id, user, facts.Session, facts.Heartbeat, time.GetUtcNow().ToUnixTimeMilliseconds(), session.Rev,
            limits.Value.FrameBytes, MaxText, upgrade.Latest is null ? "none" : "soft", upgrade.Latest, upgrade.Url, contacts));
        session.Deliveries.Begin();
        session.Calls.Begin();
        session.Requests?.Begin();
    }

    private int Clamp(int heartbeat) => heartbeat <= 0
        ? limits.Value.HeartbeatSeconds
        : Math.Clamp(heartbeat, limits.Value.HeartbeatMinSeconds, limits.Value.HeartbeatMaxSeconds);

    [LoggerMessage(2132, LogLevel.Debug, "{User} logged in on {Device} from {Remote}")]
    private partial void LogLoggedIn(string user, string device, EndPoint? remote);

    [LoggerMessage(2131, LogLevel.Error, "Login of {User} failed")]
    private partial void LogFailed(string user, Exception failure);
}
