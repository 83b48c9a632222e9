namespace OrleansIm.Gateway.Sessions;

/// <summary>What kind of gateway leaves.</summary>
internal sealed class DrainOptions
{
    /// <summary>True if other gateways take the clients over, so that each is served until its turn to move comes.</summary>
    public bool HasOthers { get; set; }
}
