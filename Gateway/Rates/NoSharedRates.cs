namespace OrleansIm.Gateway.Rates;

/// <summary>One gateway shares with nobody.</summary>
internal sealed class NoSharedRates : ISharedRates
{
    public ValueTask<bool> TryTakeAsync(string key, int perSecond, int burst) => new(true);
}
