namespace OrleansIm.Storage;

/// <summary>The name under which storage counts.</summary>
public static class StorageMeter
{
    public const string Name = "OrleansIm.Storage";

    /// <summary>Buckets for what a database takes.</summary>
    internal static IReadOnlyList<double> Seconds { get; } = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
}
