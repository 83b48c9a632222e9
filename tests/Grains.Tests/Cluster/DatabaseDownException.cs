namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>What a database driver would throw: a type that no one on the other side of a call knows.</summary>
public sealed class DatabaseDownException() : Exception("The database is down.");
