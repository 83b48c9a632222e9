namespace OrleansIm.Support.Checking;

/// <summary>One entry of a log as somebody read it.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="From">Who caused it.</param>
/// <param name="Kind">Its content type; empty if no content came with it.</param>
/// <param name="Body">Its text; null if none came with it.</param>
/// <param name="Time">Server time.</param>
/// <param name="IsRecalled">True if it is marked as taken back.</param>
public readonly record struct SeenEntry(long Seq, string From, string Kind, string? Body, long Time, bool IsRecalled)
{
    /// <summary>Entries that a person wrote count as unread; a recalled one keeps its place but does not count.</summary>
    public bool CountsFor(string user) =>
        !IsRecalled && From != user && Kind is not ("tip" or "recall" or "edit" or "reaction" or "call");
}
