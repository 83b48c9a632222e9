using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Grains.Operations;

/// <summary>Stores what operators say of mutes, and has every silo read it at once.</summary>
[GrainType("im.mutes")]
internal sealed partial class MuteGrain(IMuteStore store, MuteList list, ILogger<MuteGrain> logger) : Grain, IMuteGrain
{
    public async ValueTask<MuteOutcome> SetAsync(MuteOrder order)
    {
        if (order.Until > 0 && list.Count >= MuteList.Limit)
        {
            return MuteOutcome.TooMany;
        }

        if (await Guard.RunAsync(logger, order.User, (bool?)null, () => StoreAsync(order)) is not { } changed)
        {
            return MuteOutcome.Failed;
        }

        return !changed ? MuteOutcome.NoSuchMute
            : await TellAsync() ? MuteOutcome.InForce
            : MuteOutcome.Stored;
    }

    private async ValueTask<bool?> StoreAsync(MuteOrder order)
    {
        if (order.Until == 0)
        {
            return await store.RemoveAsync(order.User, order.Conversation, CancellationToken.None);
        }

        await store.SetAsync(new Mute(order.User, order.Conversation, order.Until, order.By, order.Reason), CancellationToken.None);
        return true;
    }

    private async Task<bool> TellAsync()
    {
        try
        {
            await GrainFactory.GetGrain<IManagementGrain>(0).SendControlCommandToProvider<MuteList>(MuteList.Control, 0, null);
            return true;
        }
        catch (Exception failure)
        {
            LogNotTold(failure);
            return false;
        }
    }

    [LoggerMessage(3043, LogLevel.Warning, "Not all silos could be told of a change of the mutes; they read it within seconds")]
    private partial void LogNotTold(Exception failure);
}
