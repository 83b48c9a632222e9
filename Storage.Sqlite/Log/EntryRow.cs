using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>The columns of an entry in the order in which every query here lists them.</summary>
internal static class EntryRow
{
    public const string Columns =
        "seq, sender, client_id, time, kind, content, mentions, reply_to, silent, counted, recalled_by, recalled_at, recall_seq, edited_at, original, listed, expire";

    public const int Count = 17;

    public static LogEntry Read(SqliteStatement row, string conversation) => new()
    {
        Conversation = conversation,
        Seq = row.Long(0),
        Sender = row.Text(1)!,
        ClientId = row.Text(2),
        Time = row.Long(3),
        Kind = (ContentKind)row.Long(4),
        Content = row.Blob(5),
        Mentions = MentionList.Read(row.Text(6)),
        ReplyTo = row.Long(7),
        Silent = row.Long(8) != 0,
        Counted = row.Long(9),
        RecalledBy = row.Text(10),
        RecalledAt = row.Long(11),
        RecallSeq = row.Long(12),
        EditedAt = row.Long(13),
        Original = row.Long(14),
        Listed = row.Long(15),
        Expire = (int)Math.Abs(row.Long(16)),
        Expired = row.Long(16) < 0,
    };
}
