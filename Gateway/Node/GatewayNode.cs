using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Domain.Users;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Presence;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Frames.Server.Schedules;
using OrleansIm.Telemetry;

namespace OrleansIm.Gateway.Node;

/// <summary>This gateway as the silos see it: the one observer through which everything is pushed.</summary>
internal sealed partial class GatewayNode : IGatewayObserver
{
    private readonly ConnectionTable _connections;
    private readonly LargeConversations _large;
    private readonly PresenceBoard _presence;
    private readonly Lazy<GatewayAddress> _address;
    private readonly ILogger<GatewayNode> _logger;

    public GatewayNode(IGrainFactory grains, ConnectionTable connections, LargeConversations large, PresenceBoard presence, PresenceCalls presenceCalls,
        ILogger<GatewayNode> logger)
    {
        _logger = logger;
        _connections = connections;
        _large = large;
        _presence = presence;

        // A reference can be made only once Orleans runs; the first login is certainly later.
        _address = new Lazy<GatewayAddress>(() => new GatewayAddress(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), grains.CreateObjectReference<IGatewayObserver>(this)));
        large.Address = _address;
        presenceCalls.Address = _address;
    }

    /// <summary>Begins or ends draining; set by whoever reports on this node.</summary>
    public Action<bool> OnDrain { get; set; } = static _ => { };

    public GatewayAddress Address => _address.Value;

    public Task DeliverAsync(Immutable<GatewayPush[]> pushes)
    {
        foreach (var push in pushes.Value)
        {
            try
            {
                Deliver(push);
            }
            catch (Exception failure)
            {
                // One push that can't be handed out must not hold up the others. Its session starts over.
                LogFailed(push.GetType().Name, failure);
                _connections.Find(push.Connection)?.Abort();
            }
        }

        return Task.CompletedTask;
    }

    public Task PingAsync() => Task.CompletedTask;

    private void Deliver(GatewayPush push)
    {
        if (push is WatchedDelivery watched)
        {
            using var span = Traces.Follow("oim.push.watched", ActivityKind.Consumer, watched.Trace);
            _large.Deliver(watched);
        }
        else if (push is PresenceDelivery shown)
        {
            _presence.Deliver(shown);
        }
        else if (push is SightDelivery sight)
        {
            _presence.Deliver(sight);
        }
        else if (push is DrainDelivery drain)
        {
            OnDrain(drain.On);
        }
        else if (_connections.Find(push.Connection) is { Session: { } session } connection)
        {
            Deliver(connection, session, push);
        }
    }

    private void Deliver(ClientConnection connection, Sessions.ClientSession session, GatewayPush push)
    {
        switch (push)
        {
            case MessagesDelivery messages:
                using (Traces.Follow("oim.push", ActivityKind.Consumer, messages.Trace)?.SetTag("oim.user", session.Facts.User))
                {
                    session.Deliveries.Push(messages.Conversation, messages.Items);
                }

                break;
            case ReadDelivery read:
                session.Deliveries.Notify(new ReadPush(read.Conversation, read.User, read.Seq));
                break;
            case DeliveredDelivery delivered:
                session.Deliveries.Notify(new DeliveredPush(delivered.Conversation, delivered.User, delivered.Seq));
                break;
            case ContactDelivery contact:
                Tell(session, new ContactPush(contact.Owner, contact.Event, contact.By, contact.Line, contact.Revision));
                _presence.Reconsider(session.KnownPresence, contact.Line.User);
                break;
            case TypingDelivery typing:
                // Who reads slowly, or is still catching up, has no use for it.
                if (session.Deliveries.IsLive)
                {
                    session.TrySend(new TypingPush(typing.Conversation, typing.User));
                }

                break;
            case CallDelivery call:
                session.Calls.Take(call.News);
                break;
            case ChatDelivery chat:
                session.Seed?.Set(chat.Conversation, chat.State.NoDisturb);
                session.Deliveries.Notify(new ConversationPush(chat.Conversation, Sessions.Summaries.ToSettings(chat.State), chat.Hidden));
                break;
            case SettingsDelivery settings:
                session.Send(new SettingsPush(new OwnRules(settings.ReadReceipts, settings.Write, settings.Add, settings.Presence)));
                break;
            case ScheduleDelivery scheduled:
                session.Send(new SchedulePush(scheduled.Event, scheduled.Message, scheduled.Seq));
                break;
            case ResyncDelivery:
                session.Deliveries.Resync("its user's grain missed something");
                break;
            case WatchDelivery watch:
                _ = _large.JoinAsync(session, watch.Conversation, watch.Head);
                break;
            case UnwatchDelivery unwatch:
                _large.Depart(session, unwatch.Conversation, unwatch.LeftSeq);
                break;
            case JoinRequestDelivery { Notice: var asked }:
                Tell(session, new GroupRequestPush(asked.Group, new GroupRequestLine(asked.User, asked.By, asked.Text, asked.Time)));
                break;
            case CloseDelivery close:
                connection.Close(new CloseFrame(close.Code, close.Message, Retry: false, Device: close.Device));
                break;
        }
    }

    private static void Tell(Sessions.ClientSession session, ServerFrame news)
    {
        if (session.Requests is { } requests)
        {
            requests.Take(news);
        }
        else if (news is ContactPush)
        {
            session.Deliveries.Notify(news);
        }
        else
        {
            session.Send(news);
        }
    }

    [LoggerMessage(2211, LogLevel.Error, "A push could not be handed out: {Push}")]
    private partial void LogFailed(string push, Exception failure);
}
