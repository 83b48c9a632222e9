using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Log;

/// <summary>Reactions in an embedded database file.</summary>
public sealed class SqliteReactionStore(SqliteDatabase database) : IReactionStore
{
    public async ValueTask<IReadOnlyDictionary<long, IReadOnlyList<ReactionSum>>> SumsAsync(
        string conversation, long from, long to, string user, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var sums = new Dictionary<long, IReadOnlyList<ReactionSum>>();
            if (SqliteMessageLog.KeyOf(session, conversation) is not { } key)
            {
                return sums;
            }

            var row = session[ReactionSql.Sums].Bind(key).Bind(from).Bind(to).Bind(user);
            while (row.Step())
            {
                var sum = new ReactionSum(row.Text(1)!, (int)row.Long(2), row.Long(3) != 0);
                sums[row.Long(0)] = sums.TryGetValue(row.Long(0), out var earlier) ? [.. earlier, sum] : [sum];
            }

            return sums;
        }).WaitAsync(cancellation);

    public async ValueTask<(IReadOnlyList<string> Standing, IReadOnlyList<Reaction> Own)> OfAsync(
        string conversation, long seq, string user, CancellationToken cancellation) =>
        await database.ReadAsync<(IReadOnlyList<string>, IReadOnlyList<Reaction>)>(session =>
        {
            var (standing, own) = (new List<string>(), new List<Reaction>());
            if (SqliteMessageLog.KeyOf(session, conversation) is not { } key)
            {
                return (standing, own);
            }

            var row = session[ReactionSql.Standing].Bind(key).Bind(seq);
            while (row.Step())
            {
                standing.Add(row.Text(0)!);
            }

            row = session[ReactionSql.Own].Bind(key).Bind(seq).Bind(user);
            while (row.Step())
            {
                own.Add(new Reaction(seq, user, row.Text(0)!, row.Long(1) != 0, row.Long(2), row.Long(3)));
            }

            return (standing, own);
        }).WaitAsync(cancellation);
}
