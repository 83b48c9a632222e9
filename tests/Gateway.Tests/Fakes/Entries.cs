using System.Text;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>Entries of a log as grains hand them out.</summary>
internal static class Entries
{
    public static MessageItem Text(string conversation, long seq, string text = "hi") =>
        MessageJson.ToItem(Entry(conversation, seq) with { Content = Encoding.UTF8.GetBytes($$"""{"type":"text","text":"{{text}}"}""") });

    /// <summary>The message as it stands in the log once it was taken back.</summary>
    public static MessageItem Recalled(string conversation, long seq, long by) =>
        MessageJson.ToItem(Entry(conversation, seq) with { Content = default, RecalledBy = "bob", RecalledAt = 2, RecallSeq = by });

    public static MessageItem Recall(string conversation, long seq, long target) => MessageJson.ToItem(Entry(conversation, seq) with
    {
        ClientId = null,
        Kind = ContentKind.Recall,
        Content = ContentJson.Recall(target, "bob"),
    });

    /// <summary>A batch of catching up with these entries of one conversation.</summary>
    public static SyncBatch Batch(string conversation, bool more, params MessageItem[] items)
    {
        var view = new MemberView(items[^1].Seq, 1, 0, 0, 0, 0, Large: false);
        return new SyncBatch(
            Known: true, [new SyncConversation(new ChatListItem(conversation, view, items[^1]), items, More: false)], 1, 1, 1, more);
    }

    private static LogEntry Entry(string conversation, long seq) => new()
    {
        Conversation = conversation,
        Seq = seq,
        Sender = "bob",
        ClientId = $"c{seq}",
        Time = 1,
        Kind = ContentKind.Text,
        Content = default,
        Counted = seq,
    };
}
