using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Push;
using OrleansIm.Storage.Calls;

namespace OrleansIm.Grains.Users;

/// <summary>
/// Which call a user has, so that a device that comes is told: read once, and kept right by what the call tells. And the way to the user's
/// devices, those without a session included.
/// </summary>
internal sealed partial class UserCalls(
    string user, List<UserSession> sessions, UserChats chats, ICallLines lines, IPushSender pushes, GatewayOutboxes outboxes, TimeProvider time, ILogger logger)
{
    /// <summary>The word for how a phone rings.</summary>
    private const string RingTone = "call";

    private bool _isRead;
    private string? _knockedFor;

    /// <summary>The call that has the user's line, as far as is known; whether it still goes on only the call itself knows.</summary>
    public string? Current { get; private set; }

    public async ValueTask ReadAsync()
    {
        if (!_isRead)
        {
            var found = await lines.FindAsync(user, CancellationToken.None);
            Current ??= found;
            _isRead = true;
        }
    }

    public async ValueTask TellAsync(CallDelivery push)
    {
        var news = push.News;
        Current = news.Outcome == CallOutcome.None ? news.Call : Current == news.Call ? null : Current;
        if (news.Event == CallEvent.Begun)
        {
            return;
        }

        foreach (var session in sessions)
        {
            if ((push.Only is null || session.Device == push.Only) && session.Device != push.Except)
            {
                outboxes.TryPost(session.Gateway, push with { Connection = session.Connection });
            }
        }

        if (sessions.Count > 0 || !CallId.TryParse(news.Call, out var conversation))
        {
            return;
        }

        if (news.Event == CallEvent.Invite && await WantsToHearOfAsync(conversation))
        {
            _knockedFor = news.Call;
            Knock(PushKind.Call, conversation, news, RingTone, news.RingUntil);
        }
        else if (news.Call == _knockedFor && (news.Outcome != CallOutcome.None || news.By == user))
        {
            // Its ringing is over: the phone that was woken up is to stop.
            _knockedFor = null;
            Knock(PushKind.CallOver, conversation, news, null, time.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds());
        }
    }

    private async ValueTask<bool> WantsToHearOfAsync(string conversation) =>
        (await chats.LoadAsync()).Find(conversation) is not { Personal.NoDisturb: NoDisturb.Blocked };

    private void Knock(PushKind kind, string conversation, CallNews news, string? sound, long expires) => _ = SendAsync(new PushNotice(
        user, kind, conversation, news.Caller, news.Call, news.Media == CallMedia.Video ? "video" : "audio", sound, Urgent: true, expires));

    private async Task SendAsync(PushNotice notice)
    {
        try
        {
            await pushes.SendAsync(notice, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogNotPushed(notice.Kind, user, failure);
        }
    }

    [LoggerMessage(3134, LogLevel.Warning, "The push {Kind} to {User} failed")]
    private partial void LogNotPushed(PushKind kind, string user, Exception failure);
}
