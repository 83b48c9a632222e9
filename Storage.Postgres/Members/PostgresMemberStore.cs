using Npgsql;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Postgres.Log;

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

    public async ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var commands = new NpgsqlBatch(connection);
            AddTo(commands, batch);
            if (commands.BatchCommands.Count == 0)
            {
                return;
            }

            await commands.PrepareAsync(cancellation);
            try
            {
                await commands.ExecuteNonQueryAsync(cancellation);
                return;
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

        if (batch.Registrations.Count > 0)
        {
            AddDevices(commands.Add(MemberSql.Registrations), batch.Registrations);
        }

        if (batch.Devices.Count > 0)
        {
            commands.Add(MemberSql.Cursors)
                .With(Column(batch.Devices, row => row.User))
                .With(Column(batch.Devices, row => row.Device))
                .With(Column(batch.Devices, row => row.Conversation))
                .With(Column(batch.Devices, row => row.Seq));
        }

        if (batch.Forgotten.Count > 0)
        {
            AddDevices(commands.Add(MemberSql.Forgotten), batch.Forgotten);
        }
    }

    private static void AddDevices(NpgsqlBatchCommand command, IReadOnlyList<DeviceKey> devices) =>
        command.With(Column(devices, row => row.User)).With(Column(devices, row => row.Device));

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
            var conversation = reader.GetString(0);
            var last = EntryRow.Read(reader, conversation, 8);
            memberships.Add(new Membership
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
            });
        }

        return memberships;
    }
}
