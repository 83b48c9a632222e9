using Npgsql;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Log;

/// <summary>Reactions in PostgreSQL.</summary>
public sealed class PostgresReactionStore(NpgsqlDataSource source) : IReactionStore
{
    private const string Key = "(select key from conversation where id = $1)";

    private const string Sums =
        $"""
        select s.seq, s.emoji, s.count, exists (
            select from reaction r where r.conversation = s.conversation and r.seq = s.seq and r.user_id = $4 and r.emoji = s.emoji and r.stands)
        from reaction_sum s
        where s.conversation = {Key} and s.seq between $2 and $3 and s.count > 0 order by s.seq, s.since, s.emoji
        """;

    private const string Standing =
        $"select emoji from reaction_sum where conversation = {Key} and seq = $2 and count > 0";

    private const string Own =
        $"select emoji, stands, entry_seq, time from reaction where conversation = {Key} and seq = $2 and user_id = $3";

    public async ValueTask<IReadOnlyDictionary<long, IReadOnlyList<ReactionSum>>> SumsAsync(
        string conversation, long from, long to, string user, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Sums);
        command.With(conversation).With(from).With(to).With(user);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var sums = new Dictionary<long, List<ReactionSum>>();
        while (await reader.ReadAsync(cancellation))
        {
            var seq = reader.GetInt64(0);
            if (!sums.TryGetValue(seq, out var list))
            {
                sums[seq] = list = [];
            }

            list.Add(new ReactionSum(reader.GetString(1), reader.GetInt32(2), reader.GetBoolean(3)));
        }

        return sums.ToDictionary(static pair => pair.Key, static pair => (IReadOnlyList<ReactionSum>)pair.Value);
    }

    public async ValueTask<(IReadOnlyList<string> Standing, IReadOnlyList<Reaction> Own)> OfAsync(
        string conversation, long seq, string user, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(Standing).With(conversation).With(seq);
        batch.Add(Own).With(conversation).With(seq).With(user);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var standing = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            standing.Add(reader.GetString(0));
        }

        await reader.NextResultAsync(cancellation);
        var own = new List<Reaction>();
        while (await reader.ReadAsync(cancellation))
        {
            own.Add(new Reaction(seq, user, reader.GetString(0), reader.GetBoolean(1), reader.GetInt64(2), reader.GetInt64(3)));
        }

        return (standing, own);
    }
}
