using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Heartbeats;

/// <summary>Ends the session as its client wishes: the receipt is the last it hears.</summary>
internal sealed class LogoutHandler(SessionEndings endings) : IFrameHandler<LogoutFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, LogoutFrame frame)
    {
        await (frame.Forget ? endings.ForgetAsync(session) : endings.EndAsync(session));
        if (frame.Id is { } id)
        {
            session.Send(new ActionReceipt(id, "logout", null, 0, 0, 0));
        }

        session.Connection.CloseSilently();
        return null;
    }
}
