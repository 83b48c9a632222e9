using OrleansIm.Gateway.Calls;
using OrleansIm.Gateway.Conversations;
using OrleansIm.Gateway.Groups;
using OrleansIm.Gateway.Heartbeats;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.People;
using OrleansIm.Gateway.Presence;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Schedules;
using OrleansIm.Gateway.Search;
using OrleansIm.Protocol.Frames.Client.Personal;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Calls;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Frames.Client.Schedules;

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
        FrameRoute.Of<ForwardFrame, ForwardHandler>().Traced("oim.forward"),
        FrameRoute.Of<ReactFrame, ReactHandler>().Traced("oim.react"),
        FrameRoute.Of<VersionsFrame, VersionsHandler>().Traced("oim.edits"),
        FrameRoute.Of<HistoryFrame, HistoryHandler>().Traced("oim.history"),
        FrameRoute.Of<SearchFrame, SearchHandler>().Traced("oim.search"),
        FrameRoute.Of<ReadFrame, ReadHandler>().Traced("oim.read"),
        FrameRoute.Of<ConversationsFrame, ConversationsHandler>().Traced("oim.conversations"),
        FrameRoute.Of<TypingFrame, TypingHandler>(),
        FrameRoute.Of<ContactFrame, ContactHandler>().Traced("oim.contact"),
        FrameRoute.Of<ProfileFrame, ProfileHandler>().Traced("oim.profile"),
        FrameRoute.Of<ProfileSetFrame, ProfileHandler>().Traced("oim.profile.set"),
        FrameRoute.Of<ContactsFrame, ContactsHandler>().Traced("oim.contacts"),
        FrameRoute.Of<PresenceSubscribeFrame, PresenceHandler>().Traced("oim.presence.subscribe"),
        FrameRoute.Of<PresenceUnsubscribeFrame, PresenceHandler>(),
        FrameRoute.Of<ConversationSetFrame, ConversationSetHandler>().Traced("oim.conversation.set"),
        FrameRoute.Of<RemoveFrame, RemoveHandler>().Traced("oim.remove"),
        FrameRoute.Of<DeleteFrame, DeleteHandler>().Traced("oim.delete"),
        FrameRoute.Of<DeletedFrame, DeletedHandler>().Traced("oim.deleted"),
        FrameRoute.Of<ClearFrame, ClearHandler>().Traced("oim.clear"),
        FrameRoute.Of<SettingsFrame, SettingsHandler>().Traced("oim.settings"),
        FrameRoute.Of<ReadersFrame, ReadersHandler>().Traced("oim.readers"),
        FrameRoute.Of<DraftFrame, DraftHandler>().Traced("oim.draft"),
        FrameRoute.Of<ScheduleSetFrame, ScheduleSetHandler>().Traced("oim.schedule.set"),
        FrameRoute.Of<ScheduleListFrame, ScheduleListHandler>().Traced("oim.schedule.list"),
        FrameRoute.Of<ScheduleCancelFrame, ScheduleCancelHandler>().Traced("oim.schedule.cancel"),
        FrameRoute.Of<CallInviteFrame, CallInviteHandler>().Traced("oim.call.invite"),
        FrameRoute.Of<CallActFrame, CallActHandler>().Traced("oim.call"),
        FrameRoute.Of<CallServersFrame, CallServersHandler>(),
        FrameRoute.Of<GroupCreateFrame, GroupCreateHandler>().Traced("oim.group.create"),
        FrameRoute.Of<GroupInviteFrame, GroupInviteHandler>().Traced("oim.group.invite"),
        FrameRoute.Of<GroupLeaveFrame, GroupLeaveHandler>().Traced("oim.group.leave"),
        FrameRoute.Of<GroupInfoFrame, GroupInfoHandler>().Traced("oim.group.info"),
        FrameRoute.Of<GroupMembersFrame, GroupMembersHandler>().Traced("oim.group.members"),
        FrameRoute.Of<GroupRenameFrame, GroupRenameHandler>().Traced("oim.group.rename"),
        FrameRoute.Of<GroupPinFrame, GroupPinHandler>().Traced("oim.group.pin"),
        FrameRoute.Of<GroupAnnounceFrame, GroupAnnounceHandler>().Traced("oim.group.announce"),
        FrameRoute.Of<GroupPortraitFrame, GroupPortraitHandler>().Traced("oim.group.portrait"),
        FrameRoute.Of<GroupKickFrame, GroupKickHandler>().Traced("oim.group.kick"),
        FrameRoute.Of<GroupRoleFrame, GroupRoleHandler>().Traced("oim.group.role"),
        FrameRoute.Of<GroupTransferFrame, GroupTransferHandler>().Traced("oim.group.transfer"),
        FrameRoute.Of<GroupDissolveFrame, GroupDissolveHandler>().Traced("oim.group.dissolve"),
        FrameRoute.Of<GroupMuteFrame, GroupMuteHandler>().Traced("oim.group.mute"),
        FrameRoute.Of<GroupMuteAllFrame, GroupMuteAllHandler>().Traced("oim.group.muteAll"),
        FrameRoute.Of<GroupSlowFrame, GroupSlowHandler>().Traced("oim.group.slow"),
        FrameRoute.Of<GroupSetFrame, GroupSetHandler>().Traced("oim.group.set"),
        FrameRoute.Of<GroupJoinFrame, GroupJoinHandler>().Traced("oim.group.join"),
        FrameRoute.Of<GroupLinkFrame, GroupLinkHandler>().Traced("oim.group.link"),
        FrameRoute.Of<GroupApproveFrame, GroupApproveHandler>().Traced("oim.group.approve"),
        FrameRoute.Of<GroupRequestsFrame, GroupRequestsHandler>().Traced("oim.group.requests"),
    ];

    public static FrameRouter Build(IServiceProvider services) =>
        new(Table.ToDictionary(static route => route.Frame, route => route.Bind(services)));
}
