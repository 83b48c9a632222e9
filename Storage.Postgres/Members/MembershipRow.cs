using Npgsql;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Members;

/// <summary>Reads a line of a chat list.</summary>
internal static class MembershipRow
{
    /// <summary>Where the head's columns begin; those of the entry that is shown in its place follow.</summary>
    private const int Head = 8;

    public static Membership Read(NpgsqlDataReader reader)
    {
        var conversation = reader.GetString(0);
        var head = EntryRow.Read(reader, conversation, Head);
        return new Membership
        {
            Conversation = conversation,
            Large = reader.GetBoolean(1),
            JoinedSeq = reader.GetInt64(2),
            LeftSeq = reader.GetInt64(3),
            ReadSeq = reader.GetInt64(4),
            ClearedSeq = reader.GetInt64(5),
            Unread = reader.GetInt64(6),
            Mentioned = reader.GetInt64(7),
            Head = head.Seq,
            Last = reader.IsDBNull(Head + EntryRow.Count) ? head : EntryRow.Read(reader, conversation, Head + EntryRow.Count),
        };
    }
}
