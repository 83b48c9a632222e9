namespace OrleansIm.Grains.Interfaces.Operations;

/// <summary>Takes users the right to send, and gives it back: stored, and in force on all silos on return. Key: <see cref="GrainKeys.Mutes"/>.</summary>
[GrainInterfaceType("im.mutes"), Alias("im.IMuteGrain")]
public interface IMuteGrain : IGrainWithStringKey
{
    /// <summary>Mutes, or changes a mute; one whose time is over ends one. See <see cref="MuteOutcome"/>.</summary>
    [Alias("Set")]
    ValueTask<MuteOutcome> SetAsync(MuteOrder order);
}
