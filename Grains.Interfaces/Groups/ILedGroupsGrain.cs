namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>Where a user has a say. Key: <see cref="GrainKeys.User"/>.</summary>
[GrainInterfaceType("im.led"), Alias("im.ILedGroupsGrain")]
public interface ILedGroupsGrain : IGrainWithStringKey
{
    /// <summary>A page of the groups of which the user is owner or admin.</summary>
    /// <param name="after">Conversations above this; empty for all.</param>
    /// <param name="limit">At most so many.</param>
    [Alias("Page")]
    ValueTask<LedGroups> PageAsync(string after, int limit);
}
