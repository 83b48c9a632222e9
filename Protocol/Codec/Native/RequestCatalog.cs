using System.Collections.Frozen;
using OrleansIm.Protocol.Codec.Native.Schedules;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Every request type of version 2.</summary>
internal static class RequestCatalog
{
    private static readonly FrozenDictionary<string, RequestReader> Readers = new Dictionary<string, RequestReader>
    {
        ["login"] = SessionRequests.Login,
        ["heartbeat"] = SessionRequests.Heartbeat,
        ["state"] = SessionRequests.State,
        ["logout"] = SessionRequests.Logout,
        ["send"] = MessageRequests.Send,
        ["ack"] = MessageRequests.Ack,
        ["recall"] = MessageRequests.Recall,
        ["edit"] = MessageRequests.Edit,
        ["edits"] = ConversationRequests.Versions,
        ["forward"] = ForwardRequests.Forward,
        ["react"] = MessageRequests.React,
        ["read"] = MessageRequests.Read,
        ["history"] = ConversationRequests.History,
        ["search"] = SearchRequests.Search,
        ["conversations"] = ConversationRequests.Conversations,
        ["typing"] = PeopleRequests.Typing,
        ["profile"] = PeopleRequests.Profile,
        ["profile.set"] = PeopleRequests.SetProfile,
        ["contacts"] = PeopleRequests.Contacts,
        ["contact.request"] = PeopleRequests.Request,
        ["contact.accept"] = PeopleRequests.Accept,
        ["contact.reject"] = PeopleRequests.Reject,
        ["contact.remove"] = PeopleRequests.Remove,
        ["contact.set"] = PeopleRequests.Set,
        ["presence.subscribe"] = PeopleRequests.Subscribe,
        ["presence.unsubscribe"] = PeopleRequests.Unsubscribe,
        ["conversation.set"] = PersonalRequests.Set,
        ["remove"] = PersonalRequests.Remove,
        ["delete"] = PersonalRequests.Delete,
        ["deleted"] = PersonalRequests.Deleted,
        ["clear"] = PersonalRequests.Clear,
        ["settings"] = PersonalRequests.Settings,
        ["readers"] = PersonalRequests.Readers,
        ["draft"] = PersonalRequests.Draft,
        ["schedule.set"] = ScheduleRequests.Set,
        ["schedule.list"] = ScheduleRequests.List,
        ["schedule.cancel"] = ScheduleRequests.Cancel,
        ["call.invite"] = CallRequests.Invite,
        ["call.ring"] = CallRequests.Ring,
        ["call.accept"] = CallRequests.Accept,
        ["call.join"] = CallRequests.Accept,
        ["call.reject"] = CallRequests.Reject,
        ["call.cancel"] = CallRequests.Cancel,
        ["call.busy"] = CallRequests.Busy,
        ["call.hangup"] = CallRequests.Hangup,
        ["call.leave"] = CallRequests.Hangup,
        ["call.signal"] = CallRequests.Signal,
        ["call.servers"] = CallRequests.Servers,
        ["group.create"] = GroupRequests.Create,
        ["group.invite"] = GroupRequests.Invite,
        ["group.leave"] = GroupRequests.Leave,
        ["group.info"] = GroupRequests.Info,
        ["group.members"] = GroupRequests.Members,
        ["group.rename"] = GroupRequests.Rename,
        ["group.announce"] = GroupRequests.Announce,
        ["group.portrait"] = GroupRequests.Portrait,
        ["group.pin"] = GroupRequests.Pin,
        ["group.kick"] = SeatRequests.Kick,
        ["group.role"] = SeatRequests.Role,
        ["group.transfer"] = SeatRequests.Transfer,
        ["group.dissolve"] = SeatRequests.Dissolve,
        ["group.mute"] = SeatRequests.Mute,
        ["group.muteAll"] = SeatRequests.MuteAll,
        ["group.slow"] = SeatRequests.Slow,
        ["group.set"] = JoinRequests.Set,
        ["group.join"] = JoinRequests.Join,
        ["group.link"] = JoinRequests.Link,
        ["group.approve"] = JoinRequests.Approve,
        ["group.requests"] = JoinRequests.Requests,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, RequestReader>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Readers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The names of all request types.</summary>
    public static IReadOnlyCollection<string> Types => Readers.Keys;

    public static RequestReader? Find(ReadOnlySpan<char> type) => BySpan.TryGetValue(type, out var reader) ? reader : null;
}
