using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Delivery receipts; never answered.</summary>
internal sealed class AckHandler : IFrameHandler<AckFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, AckFrame frame)
    {
        session.Deliveries.Acknowledge(frame.Items);
        return new ValueTask<ServerFrame?>((ServerFrame?)null);
    }
}
