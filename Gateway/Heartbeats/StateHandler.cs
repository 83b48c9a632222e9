using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Heartbeats;

/// <summary>The app went to the background or came back.</summary>
internal sealed class StateHandler : IFrameHandler<StateFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, StateFrame frame)
    {
        session.Facts.Background = frame.Background;
        await session.User.StateAsync(session.Facts.Session, frame.Background);
        return frame.Id is { } id ? new ActionReceipt(id, "state", null, 0, 0, 0) : null;
    }
}
