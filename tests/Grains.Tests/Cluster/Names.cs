namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>Names that no other test uses: all share one cluster.</summary>
internal static class Names
{
    private static int _last;

    public static string User(string name) => $"{name}-{Interlocked.Increment(ref _last)}";

    public static string Group() => $"g:team-{Interlocked.Increment(ref _last)}";
}
