using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.People;

namespace OrleansIm.Gateway.Presence;

/// <summary>Whom a session watches.</summary>
internal sealed class PresenceHandler(PresenceBoard board, IOptions<LimitOptions> limits)
    : IFrameHandler<PresenceSubscribeFrame>, IFrameHandler<PresenceUnsubscribeFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, PresenceSubscribeFrame frame) =>
        await board.SubscribeAsync(session.Presence, frame.Users, lines => session.Send(new PresenceReceipt(frame.Id!, lines)))
            ? null
            : new ErrorFrame(frame.Id, ErrorCode.TooLarge, $"At most {limits.Value.PresenceUsers} users can be watched by one session.", 0);

    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, PresenceUnsubscribeFrame frame)
    {
        if (session.KnownPresence is { } view)
        {
            board.Unsubscribe(view, frame.Users);
        }

        return new(frame.Id is { } id ? new ActionReceipt(id, "presence.unsubscribe", null, 0, 0, 0) : null);
    }
}
