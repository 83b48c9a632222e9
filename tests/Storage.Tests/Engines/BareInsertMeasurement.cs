using System.Diagnostics;
using Npgsql;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>Rows of the same size and keys into a table with the same two indexes, in one plain statement per commit.</summary>
internal static class BareInsertMeasurement
{
    private const string Insert =
        """
        insert into bare (conversation, seq, time, sender, client_id, content)
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bytea[])
        """;

    public static async Task<string> RunAsync(string connectionString, int perBatch, TimeSpan duration, Func<TimeSpan> serverTime)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand(
            "create table bare (conversation bigint, seq bigint, time bigint, sender text collate \"C\", client_id text collate \"C\", content bytea, "
            + "primary key (conversation, seq), unique (conversation, sender, client_id))", connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        var content = new byte[130];
        var (written, at) = (0L, 0L);
        var clock = Stopwatch.StartNew();
        var server = serverTime();
        while (clock.Elapsed < duration)
        {
            var rows = Enumerable.Range(0, perBatch).Select(_ => at++).ToArray();
            await using var command = new NpgsqlCommand(Insert, connection);
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(rows, row => row % 2000) });
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(rows, row => row / 2000) });
            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = rows });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(rows, row => $"alice{row % 2000}") });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(rows, _ => Guid.NewGuid().ToString("N")) });
            command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = Array.ConvertAll(rows, _ => content) });
            await command.PrepareAsync();
            await command.ExecuteNonQueryAsync();
            written += perBatch;
        }

        var elapsed = clock.Elapsed;
        return $"bare insert, {perBatch} per commit: {written / elapsed.TotalSeconds:F0} rows/s, "
            + $"{(serverTime() - server).TotalMicroseconds / written:F1} us in the server per row";
    }
}
