using Npgsql;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.People;

/// <summary>How users stand to each other, in PostgreSQL.</summary>
public sealed class PostgresContactStore(NpgsqlDataSource source) : IContactStore
{
    private const string Columns = "peer, state, since, blocked, star, remark, label, greeting, version";

    private const string PairSql = $"select user_id, {Columns} from contact where (user_id = $1 and peer = $2) or (user_id = $2 and peer = $1)";

    private const string ListSql = $"select user_id, {Columns} from contact where user_id = $1 and peer > $2 order by peer limit $3";

    private const string IncomingSql =
        $"select user_id, {Columns} from contact where user_id = $1 and peer > $2 and state in (1, 2) and state = 2 order by peer limit $3";

    private const string UnwillingSql =
        """
        select u.name, coalesce(c.blocked, false) from unnest($2) u(name)
        left join contact c on c.user_id = u.name and c.peer = $1
        left join user_setting s on s.user_id = u.name
        where c.blocked or (s.add_by = $3 and c.state is distinct from $4) limit 1
        """;

    private const string RevisionSql = "select revision from contact_list where user_id = $1";

    /// <summary>
    /// Both lists are held first, in the order of their users, so that two savers never wait for each other. A list that is new gets
    /// its line by it; whoever gives up rolls it back.
    /// </summary>
    private const string HoldSql =
        """
        insert into contact_list (user_id, revision) values ($1, case when $2 then 1 else 0 end)
        on conflict (user_id) do update set revision = contact_list.revision + case when $2 then 1 else 0 end returning revision
        """;

    private const string WriteSql =
        $"""
        insert into contact (user_id, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (user_id, peer) do update set state = excluded.state, since = excluded.since, blocked = excluded.blocked,
            star = excluded.star, remark = excluded.remark, label = excluded.label, greeting = excluded.greeting, version = excluded.version
        """;

    public async ValueTask<Pair> LoadAsync(string first, string second, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PairSql);
        return await ReadPairAsync(command.With(first).With(second), first, second, cancellation);
    }

    public async ValueTask<Unwilling?> UnwillingAsync(string by, IReadOnlyList<string> users, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(UnwillingSql);
        await using var reader = await command.With(by).With(users.ToArray()).With((short)Audience.Nobody).With((short)ContactState.Contact)
            .ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new Unwilling(reader.GetString(0), reader.GetBoolean(1)) : null;
    }

    public async ValueTask<SavedPair> SaveAsync(Pair before, Pair after, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var first = await HoldAsync(connection, after.First, before.FirstSide != after.FirstSide, cancellation);
        var second = await HoldAsync(connection, after.Second, before.SecondSide != after.SecondSide, cancellation);
        await using (var look = new NpgsqlCommand(PairSql, connection))
        {
            if (!(await ReadPairAsync(look.With(before.First).With(before.Second), before.First, before.Second, cancellation)).IsStillThe(before))
            {
                return new SavedPair(PairStatus.Stale, 0, 0);
            }
        }

        if (await IsFullAsync(connection, after.First, before.FirstSide, after.FirstSide, cancellation)
            || await IsFullAsync(connection, after.Second, before.SecondSide, after.SecondSide, cancellation))
        {
            return new SavedPair(PairStatus.Full, 0, 0);
        }

        await WriteAsync(connection, after.First, after.Second, after.FirstSide, after.Version, cancellation);
        await WriteAsync(connection, after.Second, after.First, after.SecondSide, after.Version, cancellation);
        await transaction.CommitAsync(cancellation);
        return new SavedPair(PairStatus.Saved, first, second);
    }

    public async ValueTask<ContactPage> ListAsync(string user, string after, int limit, bool incomingOnly, CancellationToken cancellation)
    {
        // The revision first: one that is too old has the client ask once more, one that is too new would have it miss something.
        var revision = await RevisionAsync(user, cancellation);
        await using var command = source.CreateCommand(incomingOnly ? IncomingSql : ListSql);
        await using var reader = await command.With(user).With(after).With(limit).ExecuteReaderAsync(cancellation);
        var lines = new List<ContactLine>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new ContactLine(reader.GetString(1), Side(reader)));
        }

        return new ContactPage(revision, lines);
    }

    public async ValueTask<long> RevisionAsync(string user, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(RevisionSql);
        return await command.With(user).ExecuteScalarAsync(cancellation) as long? ?? 0;
    }

    private static async Task<long> HoldAsync(NpgsqlConnection connection, string user, bool changes, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(HoldSql, connection);
        var revision = (long)(await command.With(user).With(changes).ExecuteScalarAsync(cancellation))!;
        return changes ? revision : 0;
    }

    private static async Task<bool> IsFullAsync(
        NpgsqlConnection connection, string user, ContactSide before, ContactSide after, CancellationToken cancellation) =>
        (before == ContactSide.Stranger && after != ContactSide.Stranger
            && await CountAsync(connection, "select count(*) from contact where user_id = $1", user, cancellation) >= IContactStore.MostLines)
        || (!before.IsOpen && after.IsOpen
            && await CountAsync(connection, "select count(*) from contact where user_id = $1 and state in (1, 2)", user, cancellation)
                >= IContactStore.MostRequests);

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql, string user, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.With(user).ExecuteScalarAsync(cancellation))!;
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, string user, string peer, ContactSide side, long version, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            side == ContactSide.Stranger ? "delete from contact where user_id = $1 and peer = $2" : WriteSql, connection);
        command.With(user).With(peer);
        if (side != ContactSide.Stranger)
        {
            command.With((short)side.State).With(side.Time).With(side.Blocked).With(side.Star).With(side.Remark).With(side.Group)
                .With(side.Greeting).With(version);
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<Pair> ReadPairAsync(NpgsqlCommand command, string first, string second, CancellationToken cancellation)
    {
        var pair = new Pair(first, second);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            pair = pair with { Version = Math.Max(pair.Version, reader.GetInt64(9)) };
            pair = reader.GetString(0) == first ? pair with { FirstSide = Side(reader) } : pair with { SecondSide = Side(reader) };
        }

        return pair;
    }

    private static ContactSide Side(NpgsqlDataReader row) => new()
    {
        State = (ContactState)row.GetInt16(2),
        Time = row.GetInt64(3),
        Blocked = row.GetBoolean(4),
        Star = row.GetBoolean(5),
        Remark = row.GetString(6),
        Group = row.GetString(7),
        Greeting = row.IsDBNull(8) ? null : row.GetString(8),
    };
}
