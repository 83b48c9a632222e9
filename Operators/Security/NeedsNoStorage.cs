namespace OrleansIm.Operators.Security;

/// <summary>Says of a page that it shows nothing of the database, so that it is there also while the database is not.</summary>
internal sealed class NeedsNoStorage;
