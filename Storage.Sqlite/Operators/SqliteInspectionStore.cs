using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.Sqlite.Connections;
using OrleansIm.Storage.Sqlite.Log;

namespace OrleansIm.Storage.Sqlite.Operators;

/// <summary>The operators' questions to the embedded database file.</summary>
public sealed class SqliteInspectionStore(SqliteDatabase database) : IInspectionStore
{
    private const string DevicesOf =
        """
        select d.device, r.conversation, r.seq from device d
        left join device_cursor r on r.user_id = d.user_id and r.device = d.device
        where d.user_id = ? order by d.device, r.conversation limit ?
        """;

    private const string DevicesIn =
        """
        select d.device, coalesce(r.seq, 0) from device d
        left join device_cursor r on r.user_id = d.user_id and r.device = d.device and r.conversation = ?2
        where d.user_id = ?1 order by d.device
        """;

    private const string Found =
        $"""
        select {EntryRow.Columns}, c.id from member p join conversation c on c.key = p.conversation
        join message m on m.conversation = p.conversation and m.sender = p.user_id and m.client_id = ?2
        where p.user_id = ?1 order by m.time desc limit ?3
        """;

    public async ValueTask<IReadOnlyList<DeviceCursor>> DevicesOfAsync(string user, int limit, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<DeviceCursor>>(session =>
        {
            var cursors = new List<DeviceCursor>();
            var row = session[DevicesOf].Bind(user).Bind(limit);
            while (row.Step())
            {
                cursors.Add(new DeviceCursor(user, row.Text(0)!, row.Text(1) ?? string.Empty, row.Long(2)));
            }

            return cursors;
        }).WaitAsync(cancellation);

    public async ValueTask<ConversationFacts?> ConversationAsync(string conversation, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var row = session["select key, epoch, large from conversation where id = ?"].Bind(conversation);
            if (!row.Step())
            {
                return null;
            }

            var (key, epoch, large) = (row.Long(0), row.Long(1), row.Long(2) != 0);
            row.Reset();
            var head = session["select max(seq) from message where conversation = ?"].Bind(key).One() ?? 0;
            var messages = session[LogSql.CountedAt].Bind(key).Bind(head).One() ?? 0;
            var members = session["select count(*) from member where conversation = ? and left_seq = 0"].Bind(key).One() ?? 0;
            var all = session["select count(*) from member where conversation = ?"].Bind(key).One() ?? 0;
            return new ConversationFacts(epoch, large, head, messages, members, all - members);
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<MemberSeat>> MembersAsync(
        string conversation, string after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<MemberSeat>>(session =>
        {
            var seats = new List<MemberSeat>();
            if (SqliteMessageLog.KeyOf(session, conversation) is not { } key)
            {
                return seats;
            }

            // A sender has read what it wrote: its own entries of the unfinished block are added (see SenderCursor).
            var owns = new Dictionary<string, long>(StringComparer.Ordinal);
            var head = session["select max(seq) from message where conversation = ?"].Bind(key).One() ?? 0;
            var own = session[LogSql.Owns].Bind(key).Bind(SenderCursor.Settled(head));
            while (own.Step())
            {
                owns[own.Text(0)!] = own.Long(1);
            }

            var row = session[
                """
                select user_id, role, joined_seq, left_seq, read_seq, cleared_seq from member
                where conversation = ? and user_id > ? order by user_id limit ?
                """].Bind(key).Bind(after).Bind(limit);
            while (row.Step())
            {
                var user = row.Text(0)!;
                seats.Add(new MemberSeat(
                    user, (MemberRole)row.Long(1), row.Long(2), row.Long(3), Math.Max(row.Long(4), owns.GetValueOrDefault(user)), row.Long(5)));
            }

            return seats;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<DeviceCursor>> DevicesInAsync(
        string conversation, IReadOnlyList<string> users, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<DeviceCursor>>(session =>
        {
            var cursors = new List<DeviceCursor>();
            foreach (var user in users)
            {
                var row = session[DevicesIn].Bind(user).Bind(conversation);
                while (row.Step())
                {
                    cursors.Add(new DeviceCursor(user, row.Text(0)!, conversation, row.Long(1)));
                }
            }

            return cursors;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> FindAsync(string sender, string clientId, int limit, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<LogEntry>>(session =>
        {
            var entries = new List<LogEntry>();
            var row = session[Found].Bind(sender).Bind(clientId).Bind(limit);
            while (row.Step())
            {
                entries.Add(EntryRow.Read(row, row.Text(EntryRow.Count)!));
            }

            return entries;
        }).WaitAsync(cancellation);
}
