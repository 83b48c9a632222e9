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

    public async ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation) =>
        await database.ReadAsync(session => MembershipReader.All(session, user)).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation) =>
        await database.ReadAsync(session => MembershipReader.Named(session, user, conversations)).WaitAsync(cancellation);

    public async ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(
        string user, string device, CancellationToken cancellation) =>
        await database.ReadAsync(session => LoadDevice(session, user, device)).WaitAsync(cancellation);

    public async ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation) =>
        await database.WriteAsync(session => Save(session, batch)).WaitAsync(cancellation);

    private static Dictionary<string, long>? LoadDevice(SqliteSession session, string user, string device)
    {
        if (!session["select 1 from device where user_id = ? and device = ?"].Bind(user).Bind(device).Any())
        {
            return null;
        }

        var cursors = new Dictionary<string, long>(StringComparer.Ordinal);
        var row = session["select conversation, seq from device_cursor where user_id = ? and device = ?"].Bind(user).Bind(device);
        while (row.Step())
        {
            cursors[row.Text(0)!] = row.Long(1);
        }

        return cursors;
    }

    private static bool Save(SqliteSession session, CursorBatch batch)
    {
        foreach (var read in batch.Reads)
        {
            session[SaveRead].Bind(read.Conversation).Bind(read.User).Bind(read.Seq).Run();
        }

        foreach (var device in batch.Registrations)
        {
            session["insert or ignore into device (user_id, device) values (?, ?)"].Bind(device.User).Bind(device.Device).Run();
        }

        foreach (var cursor in batch.Devices)
        {
            session[SaveCursor].Bind(cursor.User).Bind(cursor.Device).Bind(cursor.Conversation).Bind(cursor.Seq).Run();
        }

        foreach (var device in batch.Forgotten)
        {
            session["delete from device where user_id = ? and device = ?"].Bind(device.User).Bind(device.Device).Run();
            session["delete from device_cursor where user_id = ? and device = ?"].Bind(device.User).Bind(device.Device).Run();
        }

        return true;
    }
}
