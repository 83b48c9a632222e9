using OrleansIm.Storage.Members;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Members;

/// <summary>The members' side of the log in an embedded database file.</summary>
public sealed class SqliteMemberStore(SqliteDatabase database) : IMemberStore
{
    private const string SaveRead =
        """
        update member set read_seq = ?3
        where conversation = (select key from conversation where id = ?1) and user_id = ?2 and read_seq < ?3
        """;

    private const string SaveCursor =
        """
        insert into device_cursor (user_id, device, conversation, seq) select user_id, device, ?3, ?4 from device
        where user_id = ?1 and device = ?2
        on conflict (user_id, device, conversation) do update set seq = excluded.seq where seq < excluded.seq
        """;

    private const string Received =
        """
        select coalesce(max(r.seq), 0) from device d
        join device_cursor r on r.user_id = d.user_id and r.device = d.device and r.conversation = ?2
        where d.user_id = ?1
        """;

    private const string CutCursor =
        "update device_cursor set seq = ?4 where user_id = ?1 and device = ?2 and conversation = ?3 and seq > ?4";

    private const string SaveUser =
        """
        insert into last_seen (user_id, time) values (?, ?)
        on conflict (user_id) do update set time = excluded.time where time < excluded.time
        """;

    public async ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        await database.ReadAsync(session => MembershipReader.All(session, user)).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) =>
        await database.ReadAsync(session => MembershipReader.Named(session, user, conversations)).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(
        string user, string device, CancellationToken cancellation) =>
        await database.ReadAsync(session => LoadDevice(session, user, device)).WaitAsync(cancellation);

    public async ValueTask<long> ReceivedAsync(string user, string conversation, CancellationToken cancellation) =>
        await database.ReadAsync(session => session[Received].Bind(user).Bind(conversation).One()!.Value).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation)
    {
        var works = arrivals.Select(arrival => new ArrivalWork(arrival, rules)).ToList();
        var found = await Task.WhenAll(works.ConvertAll(work => database.ReadAsync(work.Look))).WaitAsync(cancellation);
        if (!Array.TrueForAll(found, device => device is not null))
        {
            var writing = works.Where((_, place) => found[place] is null).ToList();
            var written = await database.WriteAsync(session => writing.ConvertAll(work => work.Write(session))).WaitAsync(cancellation);
            var next = 0;
            for (var i = 0; i < found.Length; i++)
            {
                found[i] ??= written[next++];
            }
        }

        return found!;
    }

    public async ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) =>
        await database.WriteAsync(session => Save(session, batch)).WaitAsync(cancellation);

    public async ValueTask CutCursorAsync(DeviceCursor cursor, CancellationToken cancellation) =>
        await database.WriteAsync(session =>
        {
            session[CutCursor].Bind(cursor.User).Bind(cursor.Device).Bind(cursor.Conversation).Bind(cursor.Seq).Run();
            return true;
        }).WaitAsync(cancellation);

    private static Dictionary<string, long>? LoadDevice(SqliteSession session, string user, string device) =>
        session["select 1 from device where user_id = ? and device = ?"].Bind(user).Bind(device).Any()
            ? ArrivalWork.Cursors(session, user, device)
            : null;

    private static bool Save(SqliteSession session, CursorBatch batch)
    {
        foreach (var read in batch.Reads)
        {
            session[SaveRead].Bind(read.Conversation).Bind(read.User).Bind(read.Seq).Run();
        }

        foreach (var cursor in batch.Devices)
        {
            session[SaveCursor].Bind(cursor.User).Bind(cursor.Device).Bind(cursor.Conversation).Bind(cursor.Seq).Run();
        }

        foreach (var seen in batch.Seen)
        {
            session["update device set seen = ?3 where user_id = ?1 and device = ?2 and seen < ?3"]
                .Bind(seen.Device.User).Bind(seen.Device.Device).Bind(seen.Time).Run();
        }

        foreach (var seen in batch.Users)
        {
            session[SaveUser].Bind(seen.User).Bind(seen.Time).Run();
        }

        foreach (var device in batch.Forgotten)
        {
            ArrivalWork.Forget(session, device.User, device.Device);
        }

        return true;
    }
}
