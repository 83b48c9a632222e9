using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Calls;

/// <summary>Which call each user has, in the embedded database file.</summary>
public sealed class SqliteCallLines(SqliteDatabase database) : ICallLines
{
    private const string TakeSql =
        """
        insert into call_line (user_id, call) values (?1, ?2)
        on conflict (user_id) do update set call = case when call = ?3 then ?2 else call end
        returning call
        """;

    public async ValueTask<string> TakeAsync(string user, string call, string? instead, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            var row = session[TakeSql].Bind(user).Bind(call).Bind(instead);
            row.Step();
            var taken = row.Text(0)!;
            row.Reset();
            return taken;
        }).WaitAsync(cancellation);

    public async ValueTask<string?> FindAsync(string user, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var row = session["select call from call_line where user_id = ?"].Bind(user);
            var call = row.Step() ? row.Text(0) : null;
            row.Reset();
            return call;
        }).WaitAsync(cancellation);

    public async ValueTask ReleaseAsync(string call, string? user, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            session["delete from call_line where call = ?1 and user_id = coalesce(?2, user_id)"].Bind(call).Bind(user).Run();
            return true;
        }).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<string>> ListAsync(string after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<string>>(session =>
        {
            var row = session["select distinct call from call_line where call > ? order by call limit ?"].Bind(after).Bind(limit);
            var calls = new List<string>();
            while (row.Step())
            {
                calls.Add(row.Text(0)!);
            }

            return calls;
        }).WaitAsync(cancellation);
}
