using OrleansIm.Gateway.Conversations;
using OrleansIm.Gateway.Groups;
using OrleansIm.Gateway.Heartbeats;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Protocol.Frames.Client;

namespace OrleansIm.Gateway;

/// <summary>The table of contents of the gateway: every frame a session may send, and who answers it.</summary>
internal static class Routes
{
    public static IReadOnlyList<FrameRoute> Table { get; } =
    [
        FrameRoute.Of<HeartbeatFrame, HeartbeatHandler>(),
        FrameRoute.Of<StateFrame, StateHandler>(),
        FrameRoute.Of<LogoutFrame, LogoutHandler>(),
        FrameRoute.Of<SendFrame, SendHandler>(),
        FrameRoute.Of<AckFrame, AckHandler>(),
        FrameRoute.Of<RecallFrame, RecallHandler>(),
        FrameRoute.Of<HistoryFrame, HistoryHandler>(),
        FrameRoute.Of<ReadFrame, ReadHandler>(),
        FrameRoute.Of<ConversationsFrame, ConversationsHandler>(),
        FrameRoute.Of<GroupCreateFrame, GroupCreateHandler>(),
        FrameRoute.Of<GroupInviteFrame, GroupInviteHandler>(),
        FrameRoute.Of<GroupLeaveFrame, GroupLeaveHandler>(),
    ];

    public static FrameRouter Build(IServiceProvider services) =>
        new(Table.ToDictionary(static route => route.Frame, route => route.Bind(services)));
}
