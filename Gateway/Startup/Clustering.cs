namespace OrleansIm.Gateway.Startup;

/// <summary>Where the members of a cluster find each other.</summary>
public enum Clustering
{
    /// <summary>One process, nothing to find.</summary>
    Localhost,

    /// <summary>A membership table in Redis.</summary>
    Redis,

    /// <summary>A membership table in the PostgreSQL of the message log.</summary>
    Postgres,
}
