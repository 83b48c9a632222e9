using System.Globalization;
using System.Text;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>Shorthand for the figures of a test: entries, parts, members.</summary>
internal static class Figures
{
    public static readonly ReadOnlyMemory<byte> Hello = Encoding.UTF8.GetBytes("""{"type":"text","text":"hello"}""");

    public static LogEntry Entry(
        string conversation, long seq, string sender, string? clientId = null, ContentKind kind = ContentKind.Text,
        long counted = -1, IReadOnlyList<string>? mentions = null, ReadOnlyMemory<byte>? content = null) => new()
        {
            Conversation = conversation,
            Seq = seq,
            Sender = sender,
            ClientId = clientId,
            Time = 1_700_000_000_000 + seq,
            Kind = kind,
            Content = content ?? Hello,
            Mentions = mentions,
            Counted = counted >= 0 ? counted : seq,
        };

    public static ConversationAppend Part(string conversation, long epoch, params LogEntry[] entries) =>
        new() { Conversation = conversation, Epoch = epoch, Entries = entries };

    public static MemberChange Join(string user, long joined = 0, MemberRole role = MemberRole.Member) => new(user, role, joined, 0);

    public static MemberChange Leave(string user, long left) => new(user, MemberRole.Member, 0, left);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
