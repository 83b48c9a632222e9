namespace OrleansIm.Storage.Members;

/// <summary>A device that logs in and of which its user's grain knows nothing.</summary>
/// <param name="Key">User and device.</param>
/// <param name="WithMemberships">True to have the user's conversations read as well.</param>
/// <param name="Live">The user's devices with an open session: they are not forgotten now, however long ago they were seen.</param>
public sealed record DeviceArrival(DeviceKey Key, bool WithMemberships, IReadOnlyList<string> Live);
