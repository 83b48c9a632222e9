namespace OrleansIm.Gateway.Rates;

/// <summary>
/// Rate limits that all gateways share: without them a limit per user grows with the number of gateways. Each gateway has its
/// own limit in front of this one, which goes on when this one can't be asked.
/// </summary>
internal interface ISharedRates
{
    /// <summary>Takes one token; true also when it can't be known.</summary>
    /// <param name="key">What is limited, such as <c>login:alice</c>.</param>
    /// <param name="perSecond">Tokens per second.</param>
    /// <param name="burst">Tokens at rest.</param>
    ValueTask<bool> TryTakeAsync(string key, int perSecond, int burst);
}
