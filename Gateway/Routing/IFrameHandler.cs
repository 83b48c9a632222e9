using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Routing;

/// <summary>
/// Answers one kind of frame; null means that nothing is said, or that the answer comes by another way. Handlers are
/// singletons and hold no per-session state.
/// </summary>
internal interface IFrameHandler<in TFrame>
    where TFrame : ClientFrame
{
    ValueTask<ServerFrame?> HandleAsync(ClientSession session, TFrame frame);
}
