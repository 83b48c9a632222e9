using OrleansIm.Domain.People;
using OrleansIm.Grains.Interfaces.Presence;

namespace OrleansIm.Grains.Interfaces.People;

/// <summary>What a user has to do with other people, as its own sessions ask for it. Key: <see cref="GrainKeys.User"/>.</summary>
[GrainInterfaceType("im.people"), Alias("im.IPeopleGrain")]
public interface IPeopleGrain : IGrainWithStringKey
{
    /// <summary>A page of the user's contacts and open requests.</summary>
    /// <param name="after">Users above this; empty for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="incomingOnly">Only those who have asked and have no answer.</param>
    [Alias("Contacts")]
    ValueTask<ContactList> ContactsAsync(string after, int limit, bool incomingOnly);

    /// <summary>What the named users show of themselves. One who does not exist looks like one who shows nothing.</summary>
    [Alias("Profiles")]
    ValueTask<ProfileList> ProfilesAsync(string[] users);

    /// <summary>Which of the named users the user may see whether they are there.</summary>
    [Alias("Sight")]
    ValueTask<SightList> SightAsync(string[] users);

    /// <summary>What the user shows of itself from now on. Stored on return; gives the whole profile.</summary>
    [Alias("SetProfile")]
    ValueTask<ProfileList> SetProfileAsync(ProfileChange change);
}
