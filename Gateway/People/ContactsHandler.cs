using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.People;
using Polly;

namespace OrleansIm.Gateway.People;

/// <summary>A page of the user's contacts and open requests.</summary>
internal sealed class ContactsHandler(IGrainFactory grains, ResiliencePipeline retries) : IFrameHandler<ContactsFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ContactsFrame frame)
    {
        var grain = grains.GetGrain<IPeopleGrain>(GrainKeys.User(session.Facts.User));
        var page = await retries.ExecuteAsync(
            static async (call, _) =>
            {
                var page = await call.grain.ContactsAsync(call.frame.After, call.frame.Limit, incomingOnly: false);
                BusyException.ThrowIf(page.Code);
                return page;
            },
            (grain, frame));
        return new ContactsReceipt(frame.Id!, page.Lines, page.Next, page.Revision);
    }
}
