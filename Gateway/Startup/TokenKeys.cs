namespace OrleansIm.Gateway.Startup;

/// <summary>Who signs the tokens.</summary>
public enum TokenKeys
{
    /// <summary>Anybody with the secret that the server made and keeps in the data directory.</summary>
    Made,

    /// <summary>Anybody with the configured secret.</summary>
    Configured,

    /// <summary>Only an identity provider that publishes its keys.</summary>
    Published,
}
