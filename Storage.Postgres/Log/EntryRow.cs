using Npgsql;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Storage.Postgres.Log;

/// <summary>The columns of an entry in the order in which every query here lists them.</summary>
internal static class EntryRow
{
    /// <summary>To be selected from <c>message m</c>.</summary>
    public const string Columns =
        "m.seq, m.sender, m.client_id, m.time, m.kind, m.content, m.mentions, m.reply_to, m.silent, m.counted, "
        + "m.recalled_by, m.recalled_at, m.recall_seq, m.edited_at, m.original, m.listed, m.expire";

    /// <summary>The same columns, selected from <c>message l</c>.</summary>
    public const string ListedColumns =
        "l.seq, l.sender, l.client_id, l.time, l.kind, l.content, l.mentions, l.reply_to, l.silent, l.counted, "
        + "l.recalled_by, l.recalled_at, l.recall_seq, l.edited_at, l.original, l.listed, l.expire";

    public const int Count = 17;

    public static LogEntry Read(NpgsqlDataReader reader, string conversation, int at = 0) => new()
    {
        Conversation = conversation,
        Seq = reader.GetInt64(at),
        Sender = reader.GetString(at + 1),
        ClientId = reader.IsDBNull(at + 2) ? null : reader.GetString(at + 2),
        Time = reader.GetInt64(at + 3),
        Kind = (ContentKind)reader.GetInt16(at + 4),
        Content = reader.GetFieldValue<byte[]>(at + 5),
        Mentions = reader.IsDBNull(at + 6) ? null : MentionList.Read(reader.GetString(at + 6)),
        ReplyTo = reader.GetInt64(at + 7),
        Silent = reader.GetBoolean(at + 8),
        Counted = reader.GetInt64(at + 9),
        RecalledBy = reader.IsDBNull(at + 10) ? null : reader.GetString(at + 10),
        RecalledAt = reader.GetInt64(at + 11),
        RecallSeq = reader.GetInt64(at + 12),
        EditedAt = reader.GetInt64(at + 13),
        Original = reader.IsDBNull(at + 14) ? 0 : reader.GetInt64(at + 14),
        Listed = reader.IsDBNull(at + 15) ? 0 : reader.GetInt64(at + 15),
        Expire = reader.IsDBNull(at + 16) ? 0 : Math.Abs(reader.GetInt32(at + 16)),
        Expired = !reader.IsDBNull(at + 16) && reader.GetInt32(at + 16) < 0,
    };
}
