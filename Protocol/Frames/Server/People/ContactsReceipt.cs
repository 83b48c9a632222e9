using OrleansIm.Domain.People;

namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>A page of contacts and open requests.</summary>
/// <param name="Re">Request id.</param>
/// <param name="Items">The lines, by their users in ordinal order.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Revision">The list's revision.</param>
public sealed record ContactsReceipt(string Re, IReadOnlyList<ContactLine> Items, string? Next, long Revision) : ServerFrame;
