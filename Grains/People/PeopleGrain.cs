using Microsoft.Extensions.Logging;
using OrleansIm.Domain.People;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Grains.Interfaces.Presence;
using OrleansIm.Storage.People;
using OrleansIm.Storage.Presence;

namespace OrleansIm.Grains.People;

/// <summary>Shell around what is stored of a user's contacts and of profiles, and of who may see whether another is there. Keeps nothing in memory: what is asked for is rare, and never old.</summary>
[GrainType("im.people")]
internal sealed class PeopleGrain(IContactStore contacts, IProfileStore profiles, IPresenceStore presence, ILogger<PeopleGrain> logger) : Grain, IPeopleGrain
{
    private string User => GrainKeys.NameOf(this.GetPrimaryKeyString());

    public ValueTask<ContactList> ContactsAsync(string after, int limit, bool incomingOnly) => Guard.RunAsync(
        logger,
        User,
        new ContactList(ErrorCode.Busy, 0, [], null),
        async () =>
        {
            var page = await contacts.ListAsync(User, after, limit + 1, incomingOnly, CancellationToken.None);
            var lines = page.Lines.Take(limit).ToArray();
            return new ContactList(ErrorCode.None, page.Revision, lines, page.Lines.Count > limit ? lines[^1].User : null);
        });

    public ValueTask<ProfileList> ProfilesAsync(string[] users) => Guard.RunAsync(
        logger,
        User,
        ProfileList.Busy,
        async () =>
        {
            var known = (await profiles.LoadAsync(users, CancellationToken.None)).ToDictionary(static profile => profile.User, StringComparer.Ordinal);
            return new ProfileList(ErrorCode.None, [.. users.Select(user => known.GetValueOrDefault(user) ?? Profile.Empty(user))]);
        });

    public ValueTask<SightList> SightAsync(string[] users) => Guard.RunAsync(
        logger,
        User,
        SightList.Busy,
        async () =>
        {
            var seen = (await presence.LookAsync(User, users, CancellationToken.None))
                .ToDictionary(static sight => sight.User, static sight => sight.LastSeen, StringComparer.Ordinal);
            return new SightList(ErrorCode.None, [.. users.Select(user => seen.GetValueOrDefault(user, -1))]);
        });

    public ValueTask<ProfileList> SetProfileAsync(ProfileChange change) => Guard.RunAsync(
        logger,
        User,
        ProfileList.Busy,
        async () => new ProfileList(ErrorCode.None, [await profiles.SaveAsync(User, change, CancellationToken.None)]));
}
