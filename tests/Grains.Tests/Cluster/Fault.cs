namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>How a commit of the log fails.</summary>
public enum Fault
{
    /// <summary>Nothing is written.</summary>
    Before,

    /// <summary>All is written, but the answer is lost.</summary>
    After,
}
