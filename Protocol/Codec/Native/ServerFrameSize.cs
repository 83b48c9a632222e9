using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Schedules;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Calls;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Frames.Server.Schedules;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Upper bounds of how many bytes a frame takes, without writing it.</summary>
internal static class ServerFrameSize
{
    // The frame's own words and numbers, and those of one line of the chat list; ids and texts come on top.
    private const long FrameWords = 512;
    private const long SummaryWords = 480;
    private const long MemberWords = 96;
    private const long PresenceWords = 128;

    // A sequence number and its comma.
    private const long NumberBytes = 20;

    // A character takes at most six bytes: a control character as an escape.
    private const long BytesPerChar = 6;

    public static long Of(ServerFrame frame) => frame switch
    {
        MessagesPush push => FrameWords + Of(push.Items),
        HistoryReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation) + Of(receipt.Items),
        SearchReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Next) + Of(receipt.Items),
        VersionsReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation)
            + receipt.Items.Sum(static version => SummaryWords + version.Content.Length),
        ForwardReceipt receipt => FrameWords + Of(receipt.Re)
            + receipt.Items.Sum(static item => SummaryWords + Of(item.Conversation) + Of(item.Message) + (item.Seqs.Count * 20L)),
        OfflinePush push => FrameWords + push.Conversations.Sum(conversation => Of(conversation)),
        ConversationsReceipt receipt =>
            FrameWords + Of(receipt.Re) + Of(receipt.Next) + receipt.Items.Sum(summary => Of(summary)),
        SendReceipt receipt => FrameWords + Of(receipt.Re) + (2 * Of(receipt.Conversation)),
        ActionReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation),
        GroupReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Group) + Of(receipt.Conversation),
        GroupInfoReceipt info => FrameWords + Of(info.Re) + (2 * Of(info.Group)) + Of(info.Name) + Of(info.Announcement)
            + Of(info.Portrait) + Of(info.Owner) + Of(info.Link) + (info.Pins.Count * NumberBytes),
        GroupMembersReceipt page => FrameWords + Of(page.Re) + Of(page.Group) + page.Items.Sum(static line => MemberWords + Of(line.User)),
        GroupRequestsReceipt page => FrameWords + Of(page.Re) + Of(page.Group) + page.Items.Sum(static line => Of(line)),
        GroupLinkReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Group) + Of(receipt.Link),
        GroupRequestPush push => FrameWords + Of(push.Group) + Of(push.Request),
        LoginReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.UserId) + Of(receipt.Session)
            + Of(receipt.UpgradeLevel) + Of(receipt.UpgradeLatest) + Of(receipt.UpgradeUrl),
        ConversationPush push => FrameWords + Of(push.Conversation) + Of(push.Settings.Draft) + (NumberBytes * (push.Deleted?.Count ?? 0)),
        ConversationReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation) + Of(receipt.Settings.Draft),
        DeleteReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation),
        DeletedReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation) + (NumberBytes * receipt.Seqs.Count),
        SettingsPush => FrameWords,
        SettingsReceipt receipt => FrameWords + Of(receipt.Re),
        ReadersReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation) + (receipt.Users?.Sum(static user => Of(user) + 3) ?? 0),
        SchedulePush push => FrameWords + Of(push.Message),
        ScheduleReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Conversation) + Of(receipt.ClientId),
        ScheduleListReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Next) + receipt.Items.Sum(static message => Of(message)),
        ErrorFrame error => FrameWords + Of(error.Re) + Of(error.Message),
        CloseFrame close => FrameWords + Of(close.Message) + Of(close.Url) + Of(close.Device),
        ReadPush read => FrameWords + Of(read.Conversation) + Of(read.User),
        DeliveredPush delivered => FrameWords + Of(delivered.Conversation) + Of(delivered.User),
        TypingPush typing => FrameWords + Of(typing.Conversation) + Of(typing.User),
        ContactReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Line) + Of(receipt.Conversation),
        ContactsReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Next) + receipt.Items.Sum(static line => Of(line)),
        ProfilesReceipt receipt => FrameWords + Of(receipt.Re) + receipt.Items.Sum(static profile => Of(profile)),
        ContactPush push => FrameWords + Of(push.Owner) + Of(push.By) + Of(push.Line),
        PresencePush push => FrameWords + Of(push.Line.User),
        PresenceReceipt receipt => FrameWords + Of(receipt.Re) + receipt.Items.Sum(static line => PresenceWords + Of(line.User)),
        CallPush push => FrameWords + Of(push.Conversation) + Of(push.News),
        CallReceipt receipt => FrameWords + Of(receipt.Re) + Of(receipt.Standing),
        IceServersReceipt receipt => FrameWords + Of(receipt.Re) + receipt.Servers.Sum(static server => MemberWords
            + server.Urls.Sum(static url => Of(url)) + Of(server.Username) + Of(server.Credential)),
        HeartbeatAnswer answer => FrameWords + Of(answer.Re),
        _ => throw new ArgumentOutOfRangeException(nameof(frame), frame.GetType().Name, "No version 2 form."),
    };

    private static long Of(CallNews news) => Of(news.Call) + Of(news.By) + Of(news.Caller) + news.Payload.Length
        + news.Parties.Sum(static party => MemberWords + Of(party.User) + Of(party.Device));

    private static long Of(ScheduledMessage message) => SummaryWords + Of(message.Conversation) + Of(message.Draft.ClientId)
        + message.Draft.Content.Length + (message.Draft.Mentions?.Sum(static user => Of(user) + 3) ?? 0);

    private static long Of(GroupRequestLine line) => MemberWords + Of(line.User) + Of(line.By) + Of(line.Text);

    private static long Of(Profile profile) => SummaryWords + Of(profile.User) + Of(profile.Name) + Of(profile.Portrait) + Of(profile.Custom);

    private static long Of(ContactLine line) => SummaryWords + Of(line.User) + Of(line.Side.Remark) + Of(line.Side.Group) + Of(line.Side.Greeting);

    private static long Of(OfflineConversation conversation) => Of(conversation.Summary) + Of(conversation.Messages);

    private static long Of(ConversationSummary summary) =>
        SummaryWords + Of(summary.Conversation) + (summary.Last?.Json.Length ?? 0) + Of(summary.Settings?.Draft);

    private static long Of(IReadOnlyList<MessageItem> items)
    {
        var total = 0L;
        for (var i = 0; i < items.Count; i++)
        {
            total += items[i].Json.Length + 1;
        }

        return total;
    }

    private static long Of(string? text) => text is null ? 0 : text.Length * BytesPerChar;
}
