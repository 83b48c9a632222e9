namespace OrleansIm.Gateway.Connections.Proxied;

/// <summary>What the bytes at the start of a connection are.</summary>
internal enum ProxyStatus
{
    /// <summary>They may become a header.</summary>
    NeedMore,

    /// <summary>They are one.</summary>
    Header,

    /// <summary>They are none that is understood here.</summary>
    Bad,
}
