using System.Globalization;
using Npgsql;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Search;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Postgres.Log;
using OrleansIm.Storage.Search;

namespace OrleansIm.Storage.Postgres.Search;

/// <summary>The search index in tables of PostgreSQL, which needs no extension for it.</summary>
public sealed class PostgresMessageSearch(NpgsqlDataSource source) : IMessageSearch
{
    public async ValueTask<SearchState> LoadStateAsync(string conversation, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SearchSql.State);
        await using var reader = await command.With(conversation).ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new SearchState(reader.GetInt64(0), reader.GetInt64(1)) : default;
    }

    public async ValueTask<bool> MoveAsync(
        string conversation, SearchState from, SearchState to, IReadOnlyList<SearchChange> changes, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var lazily = new NpgsqlCommand(SearchSql.Lazily, connection, transaction))
        {
            await lazily.ExecuteNonQueryAsync(cancellation);
        }

        await using var move = new NpgsqlCommand(SearchSql.Move, connection, transaction);
        if (await move.With(conversation).With(from.Seq).With(to.Seq).With(to.Rank).ExecuteScalarAsync(cancellation) is not long key)
        {
            return false;
        }

        if (changes.Count > 0)
        {
            await WriteAsync(connection, transaction, key, changes, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async ValueTask<SearchSweep> SweepAsync(long after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SearchSql.Sweep);
        await using var reader = await command.With(after).With(limit).ExecuteReaderAsync(cancellation);
        var (last, rows, behind) = (0L, 0, new List<string>());
        while (await reader.ReadAsync(cancellation))
        {
            (last, rows) = (reader.GetInt64(0), rows + 1);
            if (reader.GetBoolean(2))
            {
                behind.Add(reader.GetString(1));
            }
        }

        return new SearchSweep(rows == limit ? last : 0, behind);
    }

    public async ValueTask<SearchPage?> FindAsync(SearchQuery query, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        if (query.Conversation is { } conversation)
        {
            await using var seat = new NpgsqlCommand(SearchSql.Seat, connection);
            if (await seat.With(query.User).With(conversation).ExecuteScalarAsync(cancellation) is null)
            {
                return null;
            }
        }

        var places = await PlacesAsync(connection, query, cancellation);
        var entries = await EntriesAsync(connection, query, places, cancellation);
        var hits = places.Select((place, i) => new SearchHit(place.Place, entries.GetValueOrDefault(i), place.LeftSeq, place.Last));
        return new SearchPage([.. hits], places.Count > query.Limit);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long key, IReadOnlyList<SearchChange> changes, CancellationToken cancellation)
    {
        var seqs = changes.Select(static change => change.Seq).ToArray();
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add(SearchSql.Forget).With(key).With(seqs);
        batch.Add(SearchSql.Note).With(key).With(seqs)
            .With(changes.Select(static change => change.Rank).ToArray())
            .With(changes.Select(static change => Text(change.Words)).ToArray());
        batch.Add(SearchSql.Enter).With(key).With(seqs);
        await batch.PrepareAsync(cancellation);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static string Text(long[] words) => $"{{{string.Join(',', words.Select(static word => word.ToString(CultureInfo.InvariantCulture)))}}}";

    private static async Task<List<Found>> PlacesAsync(NpgsqlConnection connection, SearchQuery query, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SearchSql.Find, connection) { CommandTimeout = Math.Max(1, (int)query.Timeout.TotalSeconds) };
        command.With(query.User).With(query.Conversation).With(query.Words.ToArray())
            .With(query.Before.Rank).With(query.Before.Conversation).With(query.Before.Seq)
            .With((long)query.QuotaOf(int.MaxValue)).With((long)query.Budget).With(query.Limit + 1L);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var places = new List<Found>();
        while (await reader.ReadAsync(cancellation))
        {
            places.Add(new Found(
                new SearchPlace(reader.GetInt64(3), reader.GetInt64(4), reader.GetString(0)), reader.GetInt64(1), reader.GetInt64(2),
                reader.GetBoolean(5), reader.GetBoolean(6)));
        }

        return places;
    }

    private static async Task<Dictionary<int, LogEntry>> EntriesAsync(
        NpgsqlConnection connection, SearchQuery query, List<Found> places, CancellationToken cancellation)
    {
        var wanted = Enumerable.Range(0, places.Count).Where(i => places[i].HasAll).ToArray();
        var entries = new Dictionary<int, LogEntry>();
        if (wanted.Length > 0)
        {
            await using var command = new NpgsqlCommand(SearchSql.Entries, connection);
            command.With(query.User).With(wanted)
                .With(Array.ConvertAll(wanted, i => places[i].Key)).With(Array.ConvertAll(wanted, i => places[i].Place.Seq));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var hit = reader.GetInt32(0);
                entries[hit] = EntryRow.Read(reader, places[hit].Place.Conversation, 1);
            }
        }

        return entries;
    }

    private readonly record struct Found(SearchPlace Place, long Key, long LeftSeq, bool HasAll, bool Last);
}
