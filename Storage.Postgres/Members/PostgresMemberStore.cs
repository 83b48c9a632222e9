using Npgsql;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Members;

/// <summary>The members' side of the log in PostgreSQL.</summary>
public sealed class PostgresMemberStore(NpgsqlDataSource source) : IMemberStore
{
    private const int Attempts = 4;

    public async ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(MemberSql.AllMemberships);
        return await ReadAsync(command.With(user), cancellation);
    }

    public async ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(MemberSql.NamedMemberships);
        return await ReadAsync(command.With(user).With(conversations.ToArray()), cancellation);
    }

    public async ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(
        string user, string device, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(MemberSql.Device);
        await using var reader = await command.With(user).With(device).ExecuteReaderAsync(cancellation);
        Dictionary<string, long>? cursors = null;
        while (await reader.ReadAsync(cancellation))
        {
            cursors ??= new Dictionary<string, long>(StringComparer.Ordinal);
            if (!await reader.IsDBNullAsync(0, cancellation))
            {
                cursors[reader.GetString(0)] = reader.GetInt64(1);
            }
        }

        return cursors;
    }

    public async ValueTask<long> ReceivedAsync(string user, string conversation, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(MemberSql.Received);
        return (long)(await command.With(user).With(conversation).ExecuteScalarAsync(cancellation))!;
    }

    public async ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation)
    {
        var columns = new ArrivalColumns(arrivals);
        return await RepeatAsync(
            batch => columns.AddTo(batch, rules),
            async batch =>
            {
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                return await columns.ReadAsync(reader, cancellation);
            },
            cancellation);
    }

    public async ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) =>
        await RepeatAsync(
            commands => AddTo(commands, batch),
            async commands => commands.BatchCommands.Count == 0 ? 0 : await commands.ExecuteNonQueryAsync(cancellation),
            cancellation);

    public async ValueTask CutCursorAsync(DeviceCursor cursor, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(MemberSql.CutCursor);
        await command.With(cursor.User).With(cursor.Device).With(cursor.Conversation).With(cursor.Seq).ExecuteNonQueryAsync(cancellation);
    }

    private async ValueTask<T> RepeatAsync<T>(Action<NpgsqlBatch> add, Func<NpgsqlBatch, Task<T>> execute, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var commands = new NpgsqlBatch(connection);
            add(commands);
            await commands.PrepareAsync(cancellation);
            try
            {
                return await execute(commands);
            }
            catch (PostgresException e) when (attempt < Attempts && e.SqlState is "40P01" or "40001")
            {
                // Rolled back by the server to untie two transactions: nothing happened, so it is safe to say it again.
            }
        }
    }

    private static void AddTo(NpgsqlBatch commands, CursorBatch batch)
    {
        if (batch.Reads.Count > 0)
        {
            commands.Add(MemberSql.Reads)
                .With(Column(batch.Reads, row => row.Conversation))
                .With(Column(batch.Reads, row => row.User))
                .With(Column(batch.Reads, row => row.Seq));
        }

        if (batch.Devices.Count > 0)
        {
            commands.Add(MemberSql.Cursors)
                .With(Column(batch.Devices, row => row.User))
                .With(Column(batch.Devices, row => row.Device))
                .With(Column(batch.Devices, row => row.Conversation))
                .With(Column(batch.Devices, row => row.Seq));
        }

        if (batch.Seen.Count > 0)
        {
            commands.Add(MemberSql.Seen)
                .With(Column(batch.Seen, row => row.Device.User))
                .With(Column(batch.Seen, row => row.Device.Device))
                .With(Column(batch.Seen, row => row.Time));
        }

        if (batch.Users.Count > 0)
        {
            commands.Add(MemberSql.Users)
                .With(Column(batch.Users, row => row.User))
                .With(Column(batch.Users, row => row.Time));
        }

        if (batch.Forgotten.Count > 0)
        {
            commands.Add(MemberSql.Forgotten)
                .With(Column(batch.Forgotten, row => row.User))
                .With(Column(batch.Forgotten, row => row.Device));
        }
    }

    private static T[] Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return column;
    }

    private static async Task<IReadOnlyList<Membership>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var memberships = new List<Membership>();
        while (await reader.ReadAsync(cancellation))
        {
            memberships.Add(MembershipRow.Read(reader));
        }

        return memberships;
    }
}
