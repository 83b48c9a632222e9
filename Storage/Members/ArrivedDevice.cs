namespace OrleansIm.Storage.Members;

/// <summary>What is known of a device that arrived, and from now on is known.</summary>
/// <param name="Memberships">The user's conversations as <see cref="IMemberStore.LoadMembershipsAsync(string, CancellationToken)"/> gives them; null unless asked for.</param>
/// <param name="Cursors">How far the device has received each conversation; one never seen before starts with the newest messages.</param>
/// <param name="Forgotten">The user's devices that were forgotten on this occasion.</param>
public sealed record ArrivedDevice(
    IReadOnlyList<Membership>? Memberships, IReadOnlyDictionary<string, long> Cursors, IReadOnlyList<string> Forgotten);
