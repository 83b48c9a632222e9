using Npgsql;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Postgres.Connections;

namespace OrleansIm.Storage.Postgres.Members;

/// <summary>Turns arriving devices into the columns of their statements, and the answers into what is known of them.</summary>
internal sealed class ArrivalColumns
{
    private readonly IReadOnlyList<DeviceArrival> _arrivals;
    private readonly string[] _users;
    private readonly string[] _devices;
    private readonly int[] _places;

    public ArrivalColumns(IReadOnlyList<DeviceArrival> arrivals)
    {
        _arrivals = arrivals;
        (_users, _devices, _places) = (new string[arrivals.Count], new string[arrivals.Count], new int[arrivals.Count]);
        for (var i = 0; i < arrivals.Count; i++)
        {
            (_users[i], _devices[i], _places[i]) = (arrivals[i].Key.User, arrivals[i].Key.Device, i);
        }
    }

    public void AddTo(NpgsqlBatch batch, ArrivalRules rules)
    {
        var live = _arrivals.SelectMany(arrival => arrival.Live.Select(device => new DeviceKey(arrival.Key.User, device))).ToList();
        batch.Add(ArrivalSql.Expired).With(_users).With(rules.SeenSince).With(Users(live)).With(Devices(live));

        List<DeviceKey> kept = [.. live.Concat(_arrivals.Select(arrival => arrival.Key)).Distinct()];
        batch.Add(ArrivalSql.Arrive).With(_users).With(_devices)
            .With(rules.Now).With(rules.Now - ArrivalRules.Resolution).With((long)NewDevice.Messages)
            .With((long)rules.PerUser).With(Users(kept)).With(Devices(kept));

        int[] asking = [.. _places.Where(place => _arrivals[place].WithMemberships)];
        batch.Add(MemberSql.ManyMemberships).With(Array.ConvertAll(asking, place => _users[place])).With(asking);
        batch.Add(ArrivalSql.Cursors).With(_users).With(_devices).With(_places);
    }

    public async Task<IReadOnlyList<ArrivedDevice>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var forgotten = new List<DeviceKey>();
        await ReadForgottenAsync(reader, forgotten, cancellation);
        await reader.NextResultAsync(cancellation);
        await ReadForgottenAsync(reader, forgotten, cancellation);

        await reader.NextResultAsync(cancellation);
        var memberships = new List<Membership>?[_places.Length];
        while (await reader.ReadAsync(cancellation))
        {
            (memberships[reader.GetInt32(reader.FieldCount - 1)] ??= []).Add(MembershipRow.Read(reader));
        }

        await reader.NextResultAsync(cancellation);
        var cursors = Array.ConvertAll(_places, _ => new Dictionary<string, long>(StringComparer.Ordinal));
        while (await reader.ReadAsync(cancellation))
        {
            cursors[reader.GetInt32(0)][reader.GetString(1)] = reader.GetInt64(2);
        }

        return Array.ConvertAll(_places, place => new ArrivedDevice(
            _arrivals[place].WithMemberships ? memberships[place] ?? [] : null,
            cursors[place],
            [.. forgotten.Where(key => key.User == _users[place]).Select(key => key.Device)]));
    }

    private static async Task ReadForgottenAsync(NpgsqlDataReader reader, List<DeviceKey> forgotten, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            forgotten.Add(new DeviceKey(reader.GetString(0), reader.GetString(1)));
        }
    }

    private static string[] Users(List<DeviceKey> keys) => [.. keys.Select(key => key.User)];

    private static string[] Devices(List<DeviceKey> keys) => [.. keys.Select(key => key.Device)];
}
