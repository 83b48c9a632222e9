namespace OrleansIm.Grains.Interfaces;

/// <summary>What travels beside the arguments of calls.</summary>
public static class CallContext
{
    /// <summary>Trace parent (W3C) of a request that is sampled. Messages carry theirs themselves: many share a call.</summary>
    public const string Trace = "oim.trace";
}
