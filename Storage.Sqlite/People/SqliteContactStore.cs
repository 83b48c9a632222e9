using OrleansIm.Domain.People;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.People;

/// <summary>How users stand to each other, in the embedded database file.</summary>
public sealed class SqliteContactStore(SqliteDatabase database) : IContactStore
{
    private const string Columns = "peer, state, since, blocked, star, remark, label, greeting, version";

    public async ValueTask<Pair> LoadAsync(string first, string second, CancellationToken cancellation) =>
        await database.ReadAsync(session => Load(session, first, second)).WaitAsync(cancellation);

    public async ValueTask<SavedPair> SaveAsync(Pair before, Pair after, CancellationToken cancellation) =>
        await database.WriteAsync(session => Save(session, before, after)).WaitAsync(cancellation);

    public async ValueTask<Unwilling?> UnwillingAsync(string by, IReadOnlyList<string> users, CancellationToken cancellation) =>
        await database.ReadAsync(session => Unwilling(session, by, users)).WaitAsync(cancellation);

    public async ValueTask<ContactPage> ListAsync(string user, string after, int limit, bool incomingOnly, CancellationToken cancellation) =>
        await database.ReadAsync(session =>
        {
            var only = incomingOnly ? "and state = 2" : string.Empty;
            var row = session[$"select {Columns} from contact where user_id = ? and peer > ? {only} order by peer limit ?"]
                .Bind(user).Bind(after).Bind(limit);
            var lines = new List<ContactLine>();
            while (row.Step())
            {
                lines.Add(new ContactLine(row.Text(0)!, Side(row)));
            }

            return new ContactPage(Revision(session, user), lines);
        }).WaitAsync(cancellation);

    public async ValueTask<long> RevisionAsync(string user, CancellationToken cancellation) =>
        await database.ReadAsync(session => Revision(session, user)).WaitAsync(cancellation);

    private static Unwilling? Unwilling(SqliteSession session, string by, IReadOnlyList<string> users)
    {
        foreach (var user in users)
        {
            var side = SideOf(session, user, by).Side;
            if (side.Blocked
                || (side.State != ContactState.Contact
                    && session["select 1 from user_setting where user_id = ? and add_by = ?"].Bind(user).Bind((long)Audience.Nobody).Any()))
            {
                return new Unwilling(user, side.Blocked);
            }
        }

        return null;
    }

    private static Pair Load(SqliteSession session, string first, string second)
    {
        var (firstSide, firstVersion) = SideOf(session, first, second);
        var (secondSide, secondVersion) = SideOf(session, second, first);
        return new Pair(first, second) { FirstSide = firstSide, SecondSide = secondSide, Version = Math.Max(firstVersion, secondVersion) };
    }

    private static SavedPair Save(SqliteSession session, Pair before, Pair after)
    {
        if (!Load(session, before.First, before.Second).IsStillThe(before))
        {
            return new SavedPair(PairStatus.Stale, 0, 0);
        }

        if (IsFull(session, after.First, before.FirstSide, after.FirstSide) || IsFull(session, after.Second, before.SecondSide, after.SecondSide))
        {
            return new SavedPair(PairStatus.Full, 0, 0);
        }

        Write(session, after.First, after.Second, after.FirstSide, after.Version);
        Write(session, after.Second, after.First, after.SecondSide, after.Version);
        return new SavedPair(
            PairStatus.Saved,
            before.FirstSide == after.FirstSide ? 0 : Advance(session, after.First),
            before.SecondSide == after.SecondSide ? 0 : Advance(session, after.Second));
    }

    private static bool IsFull(SqliteSession session, string user, ContactSide before, ContactSide after) =>
        (before == ContactSide.Stranger && after != ContactSide.Stranger
            && session["select count(*) from contact where user_id = ?"].Bind(user).One() >= IContactStore.MostLines)
        || (!before.IsOpen && after.IsOpen
            && session["select count(*) from contact where user_id = ? and state in (1, 2)"].Bind(user).One() >= IContactStore.MostRequests);

    private static void Write(SqliteSession session, string user, string peer, ContactSide side, long version)
    {
        if (side == ContactSide.Stranger)
        {
            session["delete from contact where user_id = ? and peer = ?"].Bind(user).Bind(peer).Run();
            return;
        }

        session[$"insert or replace into contact (user_id, {Columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"]
            .Bind(user).Bind(peer).Bind((long)side.State).Bind(side.Time).Bind(side.Blocked ? 1 : 0).Bind(side.Star ? 1 : 0)
            .Bind(side.Remark).Bind(side.Group).Bind(side.Greeting).Bind(version).Run();
    }

    private static long Advance(SqliteSession session, string user) => session[
        "insert into contact_list (user_id, revision) values (?, 1) on conflict (user_id) do update set revision = revision + 1 returning revision"]
        .Bind(user).One()!.Value;

    private static long Revision(SqliteSession session, string user) =>
        session["select revision from contact_list where user_id = ?"].Bind(user).One() ?? 0;

    private static (ContactSide Side, long Version) SideOf(SqliteSession session, string user, string peer)
    {
        var row = session[$"select {Columns} from contact where user_id = ? and peer = ?"].Bind(user).Bind(peer);
        if (!row.Step())
        {
            return (ContactSide.Stranger, 0);
        }

        var found = (Side(row), row.Long(8));
        row.Reset();
        return found;
    }

    private static ContactSide Side(SqliteStatement row) => new()
    {
        State = (ContactState)row.Long(1),
        Time = row.Long(2),
        Blocked = row.Long(3) != 0,
        Star = row.Long(4) != 0,
        Remark = row.Text(5)!,
        Group = row.Text(6)!,
        Greeting = row.Text(7),
    };
}
