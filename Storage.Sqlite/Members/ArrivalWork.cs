using OrleansIm.Domain.Users;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Storage.Sqlite.Members;

/// <summary>
/// Looks an arriving device up on a reading thread, and writes down what has changed on the writing one, which has better things
/// to do than to compute chat lists. A device seen lately needs no writing.
/// </summary>
internal sealed class ArrivalWork(DeviceArrival arrival, ArrivalRules rules)
{
    private readonly string _user = arrival.Key.User;
    private readonly string _device = arrival.Key.Device;
    private List<Membership>? _memberships;

    /// <summary>What is known of the device; null if there is something to write down first.</summary>
    public ArrivedDevice? Look(SqliteSession session)
    {
        var seen = session["select seen from device where user_id = ? and device = ?"].Bind(_user).Bind(_device).One();
        var isNew = seen is null || seen < rules.SeenSince;
        _memberships = arrival.WithMemberships || isNew ? MembershipReader.All(session, _user) : null;
        return isNew || seen < rules.Now - ArrivalRules.Resolution || Expired(session).Count > 0 ? null : Answer(session, []);
    }

    /// <summary>Makes the device known, after <see cref="Look"/> has asked for it, and forgets those whose time has come.</summary>
    public ArrivedDevice Write(SqliteSession session)
    {
        var forgotten = Expired(session);
        forgotten.ForEach(device => Forget(session, _user, device));
        if (session["insert into device (user_id, device, seen) values (?, ?, ?)"].Bind(_user).Bind(_device).Bind(rules.Now).TryRun())
        {
            Start(session, _memberships ?? MembershipReader.All(session, _user));
            var crowded = Crowded(session);
            crowded.ForEach(device => Forget(session, _user, device));
            forgotten.AddRange(crowded);
        }
        else
        {
            session["update device set seen = ?3 where user_id = ?1 and device = ?2 and seen < ?3"]
                .Bind(_user).Bind(_device).Bind(rules.Now).Run();
        }

        return Answer(session, forgotten);
    }

    public static Dictionary<string, long> Cursors(SqliteSession session, string user, string device)
    {
        var cursors = new Dictionary<string, long>(StringComparer.Ordinal);
        var row = session["select conversation, seq from device_cursor where user_id = ? and device = ?"].Bind(user).Bind(device);
        while (row.Step())
        {
            cursors[row.Text(0)!] = row.Long(1);
        }

        return cursors;
    }

    public static void Forget(SqliteSession session, string user, string device)
    {
        session["delete from device where user_id = ? and device = ?"].Bind(user).Bind(device).Run();
        session["delete from device_cursor where user_id = ? and device = ?"].Bind(user).Bind(device).Run();
    }

    private void Start(SqliteSession session, List<Membership> memberships)
    {
        foreach (var line in memberships)
        {
            var cursor = NewDevice.CursorOf(Math.Max(line.JoinedSeq, line.ClearedSeq), line.Head);
            session["insert into device_cursor (user_id, device, conversation, seq) values (?, ?, ?, ?)"]
                .Bind(_user).Bind(_device).Bind(line.Conversation).Bind(cursor).Run();
        }
    }

    private List<string> Expired(SqliteSession session) => Idle(
        session["select device from device where user_id = ? and seen < ?"].Bind(_user).Bind(rules.SeenSince));

    private List<string> Crowded(SqliteSession session)
    {
        var kept = arrival.Live.Append(_device).Distinct(StringComparer.Ordinal).Count(
            device => session["select 1 from device where user_id = ? and device = ?"].Bind(_user).Bind(device).Any());
        var idle = Idle(session["select device from device where user_id = ? order by seen desc, device"].Bind(_user));
        idle.Remove(_device);
        return [.. idle.Skip(Math.Max(0, rules.PerUser - kept))];
    }

    private List<string> Idle(SqliteStatement row)
    {
        var devices = new List<string>();
        while (row.Step())
        {
            if (row.Text(0)! is var device && !arrival.Live.Contains(device, StringComparer.Ordinal))
            {
                devices.Add(device);
            }
        }

        return devices;
    }

    private ArrivedDevice Answer(SqliteSession session, List<string> forgotten) =>
        new(arrival.WithMemberships ? _memberships : null, Cursors(session, _user, _device), forgotten);
}
