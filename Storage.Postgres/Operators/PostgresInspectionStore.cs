using Npgsql;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Operators;

/// <summary>The operators' questions to PostgreSQL.</summary>
public sealed class PostgresInspectionStore(NpgsqlDataSource source) : IInspectionStore
{
    private const string DevicesOf =
        """
        select d.device, coalesce(r.conversation, ''), coalesce(r.seq, 0) from device d
        left join device_cursor r on r.user_id = d.user_id and r.device = d.device
        where d.user_id = $1 order by d.device, r.conversation limit $2
        """;

    private const string DevicesIn =
        """
        select d.user_id, d.device, coalesce(r.seq, 0) from (select distinct unnest($1::text[]) as id) named
        join device d on d.user_id = named.id
        left join device_cursor r on r.user_id = d.user_id and r.device = d.device and r.conversation = $2
        order by 1, 2
        """;

    private const string Facts =
        """
        select c.epoch, c.large, coalesce(h.seq, 0), coalesce(h.counted, 0),
            (select count(*) from member where conversation = c.key and left_seq = 0),
            (select count(*) from member where conversation = c.key and left_seq > 0)
        from conversation c
        left join lateral (select seq, counted from message where conversation = c.key order by seq desc limit 1) h on true
        where c.id = $1
        """;

    // A sender has read what it wrote: its own entries of the unfinished block are added (see SenderCursor).
    private const string Seats =
        """
        select p.user_id, p.role, p.joined_seq, p.left_seq, greatest(p.read_seq, (
            select max(o.seq) from message o
            where o.conversation = p.conversation and o.sender = p.user_id and o.kind < 32
                and o.seq > (select max(seq) & ~7::bigint from message where conversation = p.conversation))), p.cleared_seq
        from member p
        where p.conversation = (select key from conversation where id = $1) and p.user_id > $2 order by p.user_id limit $3
        """;

    private const string Found =
        $"""
        select {EntryRow.Columns}, c.id from member p join conversation c on c.key = p.conversation
        join message m on m.conversation = p.conversation and m.sender = p.user_id and m.client_id = $2
        where p.user_id = $1 order by m.time desc limit $3
        """;

    public async ValueTask<IReadOnlyList<DeviceCursor>> DevicesOfAsync(string user, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(DevicesOf);
        return await ReadAsync(
            command.With(user).With(limit), row => new DeviceCursor(user, row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellation);
    }

    public async ValueTask<ConversationFacts?> ConversationAsync(string conversation, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Facts);
        var found = await ReadAsync(
            command.With(conversation),
            static row => new ConversationFacts(
                row.GetInt64(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            cancellation);
        return found.Count > 0 ? found[0] : null;
    }

    public async ValueTask<IReadOnlyList<MemberSeat>> MembersAsync(
        string conversation, string after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Seats);
        return await ReadAsync(
            command.With(conversation).With(after).With(limit),
            static row => new MemberSeat(
                row.GetString(0), (MemberRole)row.GetInt16(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
            cancellation);
    }

    public async ValueTask<IReadOnlyList<DeviceCursor>> DevicesInAsync(
        string conversation, IReadOnlyList<string> users, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(DevicesIn);
        return await ReadAsync(
            command.With(users.ToArray()).With(conversation),
            row => new DeviceCursor(row.GetString(0), row.GetString(1), conversation, row.GetInt64(2)),
            cancellation);
    }

    public async ValueTask<IReadOnlyList<LogEntry>> FindAsync(string sender, string clientId, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Found);
        return await ReadAsync(
            command.With(sender).With(clientId).With(limit), static row => EntryRow.Read(row, row.GetString(EntryRow.Count)), cancellation);
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
