using OrleansIm.Domain.People;

namespace OrleansIm.Storage.People;

/// <summary>A page of a list, and the list's revision read in the same view.</summary>
public sealed record ContactPage(long Revision, IReadOnlyList<ContactLine> Lines);
