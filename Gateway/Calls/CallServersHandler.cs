using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Calls;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Calls;

namespace OrleansIm.Gateway.Calls;

/// <summary>Which servers help the client to reach others, with credentials of its user's own.</summary>
internal sealed class CallServersHandler(IceServers servers) : IFrameHandler<CallServersFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, CallServersFrame frame) =>
        new(new IceServersReceipt(frame.Id!, servers.For(session.Facts.User), servers.Seconds));
}
