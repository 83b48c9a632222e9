using OrleansIm.Domain;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Protocol.Tests.Support;

/// <summary>Just enough of a server to answer one recorded session: a log per conversation and a clock that ticks per entry.</summary>
internal sealed class TinyServer
{
    private readonly Dictionary<string, List<LogEntry>> _logs = new(StringComparer.Ordinal);
    private string _user = string.Empty;
    private long _time = 1_000;

    public IEnumerable<ServerFrame> Answer(ClientFrame frame) => frame switch
    {
        LoginFrame login => Login(login),
        HeartbeatFrame beat => [new HeartbeatAnswer(beat.Id, _time, 0)],
        SendFrame send => Send(send, _user),
        RecallFrame recall => Recall(recall),
        RefusedFrame refused => [new ErrorFrame(refused.Id, refused.Code, refused.Message, 0)],
        BrokenFrame broken => [new CloseFrame(broken.Code, broken.Message, true)],
        _ => [],
    };

    /// <summary>Another user's send; what the session's user gets of it.</summary>
    public IEnumerable<ServerFrame> Hear(SendFrame send) => Send(send, send.ClaimedUser!).OfType<MessagesPush>();

    private IEnumerable<ServerFrame> Login(LoginFrame login)
    {
        _user = login.ClaimedUser!;
        yield return new LoginReceipt(login.Id, _user, "s", 30, _time, 0, 65536, 8192, "none", null, null);
        var missed = _logs.Values.Select(log => new OfflineConversation(
            new ConversationSummary(log[0].Conversation, log.Count, log.Count, 0, 0, null, false),
            [.. log.Select(MessageJson.ToItem)],
            false)).ToList();
        yield return new OfflinePush(missed, _logs.Values.Sum(log => log.Count), _logs.Count, false);
    }

    private IEnumerable<ServerFrame> Send(SendFrame send, string sender)
    {
        if (send.ClaimedUser != sender)
        {
            yield return new ErrorFrame(send.Id, ErrorCode.Forbidden, "Not you.", 0);
            yield break;
        }

        var conversation = send.To.User is { } user ? ConversationId.Direct(sender, user) : ConversationId.Group(send.To.Group!);
        var entry = Append(conversation, sender, send.Kind, send.Content, send.Mentions);
        yield return sender == _user
            ? new SendReceipt(send.Id!, conversation, entry.Seq, entry.Time, false)
            : new MessagesPush([MessageJson.ToItem(entry)]);
    }

    private IEnumerable<ServerFrame> Recall(RecallFrame recall)
    {
        var log = _logs[recall.Conversation];
        var entry = Append(recall.Conversation, _user, ContentKind.Recall, ContentJson.Recall(recall.Seq, _user), null);
        log[(int)recall.Seq - 1] = log[(int)recall.Seq - 1] with { Content = default, RecalledBy = _user, RecallSeq = entry.Seq };
        yield return new ActionReceipt(recall.Id!, "recall", recall.Conversation, entry.Seq, entry.Time, recall.Seq);
        yield return new MessagesPush([MessageJson.ToItem(entry)]);
    }

    private LogEntry Append(
        string conversation, string sender, ContentKind kind, ReadOnlyMemory<byte> content, IReadOnlyList<string>? mentions)
    {
        if (!_logs.TryGetValue(conversation, out var log))
        {
            _logs[conversation] = log = [];
        }

        var entry = new LogEntry
        {
            Conversation = conversation, Seq = log.Count + 1, Sender = sender, Time = ++_time, Kind = kind, Content = content,
            Mentions = mentions, Counted = log.Count + 1,
        };
        log.Add(entry);
        return entry;
    }
}
