using Npgsql;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Members;

/// <summary>Reads a line of a chat list.</summary>
internal static class MembershipRow
{
    /// <summary>Where the head's columns begin; those of the entry that is shown in its place follow.</summary>
    private const int Head = 8;

    /// <summary>Where the columns of what the user does for itself begin.</summary>
    private const int Personal = Head + (2 * EntryRow.Count);

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
            Personal = new PersonalState
            {
                Pinned = reader.GetBoolean(Personal),
                NoDisturb = (NoDisturb)reader.GetInt16(Personal + 1),
                Archived = reader.GetBoolean(Personal + 2),
                MarkSeq = reader.GetInt64(Personal + 3),
                Removed = reader.GetInt64(Personal + 4) >= head.Counted,
                HiddenSeq = reader.GetInt64(Personal + 5),
                Hides = reader.GetInt64(Personal + 6),
                DraftSeq = reader.IsDBNull(Personal + 7) ? 0 : reader.GetInt64(Personal + 7),
                Draft = reader.IsDBNull(Personal + 8) ? null : reader.GetString(Personal + 8),
            },
        };
    }
}
