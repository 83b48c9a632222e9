using Npgsql;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Members;

/// <summary>Reads a line of a chat list.</summary>
internal static class MembershipRow
{
    public static Membership Read(NpgsqlDataReader reader)
    {
        var conversation = reader.GetString(0);
        var last = EntryRow.Read(reader, conversation, 8);
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
            Head = last.Seq,
            Last = last,
        };
    }
}
