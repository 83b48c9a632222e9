namespace OrleansIm.Storage.Log;

/// <summary>
/// Some parts of a batch could not be stored by their own fault (a value the database refuses), while the others have their
/// status. Nothing of a faulty part was written.
/// </summary>
public sealed class AppendFaultException(IReadOnlyList<AppendStatus> statuses, IReadOnlyDictionary<int, Exception> faults)
    : Exception("Part of a batch was refused by the database; see the faults.", faults.Values.FirstOrDefault())
{
    /// <summary>One status per part, in order; meaningless at the places named in <see cref="Faults"/>.</summary>
    public IReadOnlyList<AppendStatus> Statuses { get; } = statuses;

    /// <summary>The refused parts by their place in the batch, each with its reason.</summary>
    public IReadOnlyDictionary<int, Exception> Faults { get; } = faults;
}
