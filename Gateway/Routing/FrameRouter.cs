using System.Collections.Frozen;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Routing;

/// <summary>Finds the handler of a frame; one lookup, no branching.</summary>
internal sealed class FrameRouter(
    IReadOnlyDictionary<Type, Func<ClientSession, ClientFrame, ValueTask<ServerFrame?>>> routes)
{
    private readonly FrozenDictionary<Type, Func<ClientSession, ClientFrame, ValueTask<ServerFrame?>>> _routes =
        routes.ToFrozenDictionary();

    public ValueTask<ServerFrame?> RouteAsync(ClientSession session, ClientFrame frame) =>
        _routes.TryGetValue(frame.GetType(), out var route)
            ? route(session, frame)
            : new ValueTask<ServerFrame?>(new ErrorFrame(frame.Id, ErrorCode.Invalid, "You are logged in already.", 0));
}
