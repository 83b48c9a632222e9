using OrleansIm.Domain.Upgrades;
using OrleansIm.Storage.Operators;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Operators;

/// <summary>The rules of upgrades in the embedded database file.</summary>
public sealed class SqliteUpgradeStore(SqliteDatabase database) : IUpgradeStore
{
    public async ValueTask SetAsync(UpgradeRule rule, CancellationToken cancellation) => await database.WriteAsync(session =>
    {
        session[
            """
            insert into upgrade_rule (platform, minimum, latest, url, set_by, time) values (?, ?, ?, ?, ?, ?)
            on conflict (platform) do update set
                minimum = excluded.minimum, latest = excluded.latest, url = excluded.url, set_by = excluded.set_by, time = excluded.time
            """].Bind(rule.Platform).Bind(rule.Minimum).Bind(rule.Latest).Bind(rule.Url).Bind(rule.By).Bind(rule.Time).Run();
        return true;
    }).WaitAsync(cancellation);

    public async ValueTask<bool> RemoveAsync(string platform, CancellationToken cancellation) => await database.WriteAsync(session =>
        session["delete from upgrade_rule where platform = ? returning time"].Bind(platform).One() is not null).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<UpgradeRule>> LoadAsync(CancellationToken cancellation) =>
        await database.ReadAsync<IReadOnlyList<UpgradeRule>>(session =>
        {
            var rules = new List<UpgradeRule>();
            var row = session["select platform, minimum, latest, url, set_by, time from upgrade_rule order by platform"];
            while (row.Step())
            {
                rules.Add(new UpgradeRule(row.Text(0)!, row.Text(1)!, row.Text(2)!, row.Text(3)!, row.Text(4)!, row.Long(5)));
            }

            return rules;
        }).WaitAsync(cancellation);
}
