using System.Runtime.CompilerServices;
using OrleansIm.Domain.People;
using OrleansIm.Gateway.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Protocol.Frames.Server.People;
using Polly;

namespace OrleansIm.Gateway.People;

/// <summary>Who has asked a user to become a contact, for sessions that can't ask for their contacts themselves (version 1).</summary>
internal sealed class OpenRequests(IGrainFactory grains, ResiliencePipeline retries)
{
    private const int Page = 200;

    public async IAsyncEnumerable<ContactPush> OfAsync(string user, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var grain = grains.GetGrain<IPeopleGrain>(GrainKeys.User(user));
        for (string? next = string.Empty; next is not null;)
        {
            var page = await retries.ExecuteAsync(
                static async (call, _) =>
                {
                    var page = await call.grain.ContactsAsync(call.next, Page, incomingOnly: true);
                    BusyException.ThrowIf(page.Code);
                    return page;
                },
                (grain, next),
                cancellation);
            foreach (var line in page.Lines)
            {
                yield return new ContactPush(user, ContactEvent.Request, line.User, line, page.Revision);
            }

            next = page.Next;
        }
    }
}
