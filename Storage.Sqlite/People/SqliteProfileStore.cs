using OrleansIm.Domain.People;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.People;

/// <summary>What users show of themselves, in the embedded database file.</summary>
public sealed class SqliteProfileStore(SqliteDatabase database) : IProfileStore
{
    private const string SaveSql =
        """
        insert into profile (user_id, name, portrait, custom) values (?1, coalesce(?2, ''), coalesce(?3, ''), coalesce(?4, ''))
        on conflict (user_id) do update set name = coalesce(?2, name), portrait = coalesce(?3, portrait), custom = coalesce(?4, custom)
        returning user_id, name, portrait, custom
        """;

    public async ValueTask<IReadOnlyList<Profile>> LoadAsync(IReadOnlyList<string> users, CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<Profile>>(session =>
        {
            var profiles = new List<Profile>();
            foreach (var user in users)
            {
                var row = session["select user_id, name, portrait, custom from profile where user_id = ?"].Bind(user);
                while (row.Step())
                {
                    profiles.Add(Read(row));
                }
            }

            return profiles;
        }).WaitAsync(cancellation);

    public async ValueTask<Profile> SaveAsync(string user, ProfileChange change, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            var row = session[SaveSql].Bind(user).Bind(change.Name).Bind(change.Portrait).Bind(change.Custom);
            row.Step();
            var saved = Read(row);
            row.Reset();
            return saved;
        }).WaitAsync(cancellation);

    private static Profile Read(SqliteStatement row) => new(row.Text(0)!, row.Text(1)!, row.Text(2)!, row.Text(3)!);
}
