namespace OrleansIm.Storage.Members;

/// <summary>
/// The members' side of the log: what one user has, how far it has read, what each of its devices has received.
/// All methods are safe to call concurrently.
/// </summary>
public interface IMemberStore
{
    /// <summary>
    /// The user's conversations, the departed ones included, each with head, last entry and unread computed from the log by
    /// the one formula. Empty conversations of which the user sees nothing are left out. Order is not specified.
    /// </summary>
    ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(string user, CancellationToken cancellation);

    /// <summary>As the other overload, for the named conversations only.</summary>
    ValueTask<IReadOnlyList<Membership>> LoadMembershipsAsync(
        string user, IReadOnlyList<string> conversations, CancellationToken cancellation);

    /// <summary>How far a device has received each conversation; null if the device is not known. Only looks.</summary>
    ValueTask<IReadOnlyDictionary<string, long>?> LoadDeviceAsync(string user, string device, CancellationToken cancellation);

    /// <summary>How far that device of the user has received the conversation which has most of it; 0 if none has any. A moment behind.</summary>
    ValueTask<long> ReceivedAsync(string user, string conversation, CancellationToken cancellation);

    /// <summary>
    /// Devices log in: each is known from now on, durable on return, and what is known of it is answered in the order asked.
    /// One not known before starts in each of its user's conversations as <see cref="Domain.Users.NewDevice"/> says. On the
    /// occasion devices of these users are forgotten with their cursors: those not seen since a given time (an arriving one among
    /// them is then a new one), and for a new one those beyond the number allowed. All or nothing; saying it again is safe.
    /// </summary>
    ValueTask<IReadOnlyList<ArrivedDevice>> ArriveAsync(
        IReadOnlyList<DeviceArrival> arrivals, ArrivalRules rules, CancellationToken cancellation);

    /// <summary>
    /// Commits cursor movements in one transaction; durable on return. Read and device cursors only ever move forward,
    /// whatever order writes arrive in. Cursors of a device that is not known are dropped.
    /// </summary>
    ValueTask SaveAsync(CursorBatch batch, CancellationToken cancellation);

    /// <summary>The one way back: a device's cursor that stands above this was believed beyond the end of its conversation. Durable on return.</summary>
    ValueTask CutCursorAsync(DeviceCursor cursor, CancellationToken cancellation);
}
