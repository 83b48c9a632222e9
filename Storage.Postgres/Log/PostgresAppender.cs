using Npgsql;
using OrleansIm.Storage.Log;

namespace OrleansIm.Storage.Postgres.Log;

/// <summary>Writes batches of appends and finds out, when one is refused, which part is to blame and which may go on.</summary>
internal sealed class PostgresAppender(NpgsqlDataSource source)
{
    private const int Attempts = 4;

    public async Task<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation)
    {
        var statuses = new AppendStatus[batch.Count];
        var places = new List<int>(batch.Count);
        var faults = new Dictionary<int, Exception>();
        for (var i = 0; i < batch.Count; i++)
        {
            AppendRules.Check(batch[i]);
            statuses[i] = AppendStatus.Duplicate;
            if (AppendRules.RefusalOf(batch[i]) is { } refusal)
            {
                faults[i] = refusal;
            }
            else if (!AppendRules.RepeatsItself(batch[i]))
            {
                places.Add(i);
            }
        }

        if (places.Count > 0 && !await TryAsync(batch, places, statuses, cancellation))
        {
            // One look finds the retries among them, the usual reason; what is left goes as one batch again.
            places = await WithoutRepeatsAsync(batch, places, cancellation);
            if (places.Count > 0 && !await TryAsync(batch, places, statuses, cancellation))
            {
                await OneByOneAsync(batch, places, statuses, faults, cancellation);
            }
        }

        return faults.Count == 0 ? statuses
            : throw (batch.Count == 1 ? faults[0] : new AppendFaultException(statuses, faults));
    }

    /// <summary>Writes the parts at these places in one transaction; false if one of them was refused and none is written.</summary>
    private async Task<bool> TryAsync(
        IReadOnlyList<ConversationAppend> batch, List<int> places, AppendStatus[] statuses, CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(batch, places, statuses, cancellation);
            return true;
        }
        catch (PostgresException e) when (IsRefusal(e))
        {
            return false;
        }
    }

    private async Task OneByOneAsync(
        IReadOnlyList<ConversationAppend> batch, List<int> places, AppendStatus[] statuses, Dictionary<int, Exception> faults,
        CancellationToken cancellation)
    {
        foreach (var place in places)
        {
            try
            {
                await WriteAsync(batch, [place], statuses, cancellation);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                statuses[place] = e.ConstraintName == "message_client" ? AppendStatus.Duplicate : AppendStatus.Fenced;
            }
            catch (PostgresException e) when (IsRefusal(e))
            {
                faults[place] = e;
            }
        }
    }

    private async Task WriteAsync(
        IReadOnlyList<ConversationAppend> batch, List<int> places, AppendStatus[] statuses, CancellationToken cancellation)
    {
        var parts = places.Count == batch.Count ? batch : places.ConvertAll(place => batch[place]);
        var written = await WriteAsync(parts, cancellation);
        foreach (var place in places)
        {
            statuses[place] = written is null || written.Contains(batch[place].Conversation)
                ? AppendStatus.Committed
                : AppendStatus.Fenced;
        }
    }

    /// <summary>One transaction, one round trip. Null if every part went in, else the conversations that did.</summary>
    private async Task<HashSet<string>?> WriteAsync(IReadOnlyList<ConversationAppend> parts, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection);
            AppendColumns.AddTo(batch, parts);
            await batch.PrepareAsync(cancellation);
            try
            {
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                await reader.NextResultAsync(cancellation);
                await reader.ReadAsync(cancellation);
                var written = await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetFieldValue<string[]>(0);

                // The transaction ends with the batch: an error of a later statement must be seen before anything is believed.
                while (await reader.NextResultAsync(cancellation))
                {
                }

                return written is null ? null : new HashSet<string>(written, StringComparer.Ordinal);
            }
            catch (PostgresException e) when (attempt < Attempts && e.SqlState is "40P01" or "40001")
            {
                // Rolled back by the server to untie two transactions: nothing happened, so it is safe to say it again.
            }
        }
    }

    private async Task<List<int>> WithoutRepeatsAsync(
        IReadOnlyList<ConversationAppend> batch, List<int> places, CancellationToken cancellation)
    {
        var parts = places.ConvertAll(place => batch[place]);
        var repeats = new HashSet<int>();
        await using var command = source.CreateCommand(AppendSql.Repeats);
        AppendColumns.AddRepeats(command, parts);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            repeats.Add(places[reader.GetInt32(0)]);
        }

        return places.FindAll(place => !repeats.Contains(place));
    }

    /// <summary>True if the data is to blame, not the database: the same part would fail again, others would not.</summary>
    private static bool IsRefusal(PostgresException e) => e.SqlState is ['2', '2' or '3', ..] or ['5', '4', ..];
}
