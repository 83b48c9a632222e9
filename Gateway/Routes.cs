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
        FrameRoute.Of<RecallFrame, RecallHandler>().Traced("oim.recall"),
        FrameRoute.Of<EditFrame, EditHandler>().Traced("oim.edit"),
        FrameRoute.Of<VersionsFrame, VersionsHandler>().Traced("oim.edits"),
        FrameRoute.Of<HistoryFrame, HistoryHandler>().Traced("oim.history"),
        FrameRoute.Of<ReadFrame, ReadHandler>().Traced("oim.read"),
        FrameRoute.Of<ConversationsFrame, ConversationsHandler>().Traced("oim.conversations"),
        FrameRoute.Of<GroupCreateFrame, GroupCreateHandler>().Traced("oim.group.create"),
        FrameRoute.Of<GroupInviteFrame, GroupInviteHandler>().Traced("oim.group.invite"),
        FrameRoute.Of<GroupLeaveFrame, GroupLeaveHandler>().Traced("oim.group.leave"),
    ];

    public static FrameRouter Build(IServiceProvider services) =>
        new(Table.ToDictionary(static route => route.Frame, route => route.Bind(services)));
}
