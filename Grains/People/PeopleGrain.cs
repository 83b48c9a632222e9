using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Storage.People;

namespace OrleansIm.Grains.People;

/// <summary>Shell around what is stored of a user's contacts. Keeps nothing in memory: what is asked for is rare, and never old.</summary>
[GrainType("im.people")]
internal sealed class PeopleGrain(IContactStore contacts, ILogger<PeopleGrain> logger) : Grain, IPeopleGrain
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
}
