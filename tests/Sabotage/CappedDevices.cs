using OrleansIm.Storage.Members;

namespace OrleansIm.Sabotage;

/// <summary>What a device has missed is not kept for it: it starts with what comes next.</summary>
internal sealed class CappedDevices(IMemberStore real) : MembersInBetween(real)
{
    public override async ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation)
    {
        var arrived = await base.ArriveAsync(arrivals, rules, cancellation);
        var capped = new List<ArrivedDevice>(arrived.Count);
        for (var i = 0; i < arrived.Count; i++)
        {
            var heads = (await LoadMembershipsAsync(arrivals[i].Key.User, cancellation)).ToDictionary(one => one.Conversation, one => one.Head, StringComparer.Ordinal);
            capped.Add(arrived[i] with
            {
                Cursors = arrived[i].Cursors.ToDictionary(
                    pair => pair.Key, pair => Math.Max(pair.Value, heads.GetValueOrDefault(pair.Key)), StringComparer.Ordinal),
            });
        }

        return capped;
    }
}
