namespace OrleansIm.Storage.Personal;

/// <summary>
/// A draft ends with the next message of its writer. Its grain says so a moment after the message, and a crash may come between:
/// whoever reads a draft looks whether one of the next entries is the writer's own.
/// </summary>
public static class DraftRule
{
    /// <summary>So many entries behind the draft's place are looked at; by then its end has long been written.</summary>
    public const int Window = 1024;
}
