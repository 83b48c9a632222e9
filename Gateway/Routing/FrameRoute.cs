using Microsoft.Extensions.DependencyInjection;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Telemetry;

namespace OrleansIm.Gateway.Routing;

/// <summary>One line of the table of contents: a frame and the handler that answers it.</summary>
internal sealed record FrameRoute(
    Type Frame, Func<IServiceProvider, Func<ClientSession, ClientFrame, ValueTask<ServerFrame?>>> Bind)
{
    public static FrameRoute Of<TFrame, THandler>()
        where TFrame : ClientFrame
        where THandler : IFrameHandler<TFrame> => new(typeof(TFrame), static services =>
        {
            var handler = ActivatorUtilities.CreateInstance<THandler>(services);
            return (session, frame) => handler.HandleAsync(session, (TFrame)frame);
        });

    /// <summary>The same, with a span around the sampled ones that goes with the calls to grains.</summary>
    /// <param name="span">Its name.</param>
    public FrameRoute Traced(string span) => this with
    {
        Bind = services =>
        {
            var handle = Bind(services);
            return (session, frame) => Traces.Begin(span) is { } activity
                ? CallTrace.RunAsync(activity, () => handle(session, frame))
                : handle(session, frame);
        },
    };
}
