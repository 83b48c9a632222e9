using Npgsql;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Postgres.Connections;
using OrleansIm.Storage.Postgres.Log;

namespace OrleansIm.Storage.Postgres.Personal;

/// <summary>What users do for themselves, in PostgreSQL. Each write touches one seat, so no two can wait for each other.</summary>
public sealed class PostgresPersonalStore(NpgsqlDataSource source) : IPersonalStore
{
    public ValueTask<bool> SaveSettingsAsync(string user, string conversation, PersonalState state, CancellationToken cancellation) => RunAsync(
        PersonalSql.Settings,
        command => command.With(conversation).With(user).With(state.Pinned).With((short)state.NoDisturb).With(state.Archived).With(state.MarkSeq),
        cancellation);

    public ValueTask<bool> RemoveAsync(string user, string conversation, long head, CancellationToken cancellation) =>
        RunAsync(PersonalSql.Remove, command => command.With(conversation).With(user).With(head), cancellation);

    public ValueTask<bool> SaveDraftAsync(string user, string conversation, long seq, string? text, CancellationToken cancellation) => text is null
        ? AskAsync(PersonalSql.DropDraft, command => command.With(conversation).With(user).With(seq), cancellation)
        : RunAsync(PersonalSql.SaveDraft, command => command.With(conversation).With(user).With(seq).With(text), cancellation);

    public async ValueTask<HideOutcome?> HideAsync(string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PersonalSql.Hide);
        await using var reader = await command.With(conversation).With(user).With(seqs.ToArray()).ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new HideOutcome(reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    public async ValueTask<IReadOnlyDictionary<long, ContentKind>> LoadKindsAsync(
        string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PersonalSql.Kinds);
        await using var reader = await command.With(conversation).With(seqs.ToArray()).ExecuteReaderAsync(cancellation);
        var kinds = new Dictionary<long, ContentKind>();
        while (await reader.ReadAsync(cancellation))
        {
            kinds[reader.GetInt64(0)] = (ContentKind)reader.GetInt16(1);
        }

        return kinds;
    }

    public async ValueTask<IReadOnlyList<long>> LoadHiddenAsync(
        string user, string conversation, long after, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PersonalSql.Hidden);
        return await ListAsync(
            command.With(conversation).With(user).With(after).With((long)limit), static reader => reader.GetInt64(0), cancellation);
    }

    public async ValueTask<IReadOnlyList<long>> LoadUnseenAsync(
        string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PersonalSql.Unseen);
        return await ListAsync(
            command.With(conversation).With(user).With(seqs.ToArray()), static reader => reader.GetInt64(0), cancellation);
    }

    public async ValueTask<IReadOnlyList<string>> LoadHidersAsync(
        string conversation, long seq, IReadOnlyList<string> users, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PersonalSql.Hiders);
        return await ListAsync(
            command.With(conversation).With(seq).With(users.ToArray()), static reader => reader.GetString(0), cancellation);
    }

    public ValueTask<bool> ClearAsync(string user, string conversation, long seq, CancellationToken cancellation) =>
        AskAsync(PersonalSql.Clear, command => command.With(conversation).With(user).With(seq), cancellation);

    public ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string user, string conversation, long after, long upTo, int limit, CancellationToken cancellation) =>
        ReadAsync(PersonalSql.Forward, user, conversation, after, upTo, limit, cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string user, string conversation, long before, long downTo, int limit, CancellationToken cancellation) =>
        [.. (await ReadAsync(PersonalSql.Backward, user, conversation, before, downTo, limit, cancellation)).Reverse()];

    public async ValueTask<LogEntry?> ReadListedAsync(
        string user, string conversation, long before, long downTo, CancellationToken cancellation) =>
        (await ReadAsync(PersonalSql.Newest, user, conversation, before, downTo, 1, cancellation)).SingleOrDefault();

    public async ValueTask<IReadOnlyDictionary<string, OwnRules>> LoadRulesAsync(IReadOnlyList<string> users, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PersonalSql.Rules);
        await using var reader = await command.With(users.ToArray()).ExecuteReaderAsync(cancellation);
        var rules = new Dictionary<string, OwnRules>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            rules[reader.GetString(0)] = new OwnRules(
                reader.GetBoolean(1), (Audience)reader.GetInt16(2), (Audience)reader.GetInt16(3), (Audience)reader.GetInt16(4));
        }

        return rules;
    }

    public async ValueTask SaveRulesAsync(string user, OwnRules rules, CancellationToken cancellation) => await RunAsync(
        PersonalSql.SaveRules,
        command => command.With(user).With(rules.ReadReceipts).With((short)rules.Write).With((short)rules.Add).With((short)rules.Presence),
        cancellation);

    public async ValueTask<IReadOnlyList<string>> LoadQuietAsync(string conversation, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(PersonalSql.Quiet);
        return await ListAsync(command.With(conversation), static reader => reader.GetString(0), cancellation);
    }

    private static async ValueTask<IReadOnlyList<T>> ListAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>True if it has written something.</summary>
    private async ValueTask<bool> RunAsync(string sql, Func<NpgsqlCommand, NpgsqlCommand> bind, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        return await bind(command).ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>True if the statement says so.</summary>
    private async ValueTask<bool> AskAsync(string sql, Func<NpgsqlCommand, NpgsqlCommand> bind, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        return await bind(command).ExecuteScalarAsync(cancellation) is true;
    }

    private async ValueTask<IReadOnlyList<LogEntry>> ReadAsync(
        string sql, string user, string conversation, long from, long to, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command
            .With(conversation).With(from).With(to).With((long)limit).With(user).ExecuteReaderAsync(cancellation);
        var entries = new List<LogEntry>();
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(EntryRow.Read(reader, conversation));
        }

        return entries;
    }
}
