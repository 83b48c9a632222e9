using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Heartbeats;

/// <summary>
/// Answers beats. Most never leave the gateway; now and then one asks the user's grain whether it still knows the session,
/// which is how a session finds out that its user has moved, or that pushes were missed.
/// </summary>
internal sealed class HeartbeatHandler(SessionTouch touch, TimeProvider time) : IFrameHandler<HeartbeatFrame>
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromSeconds(10);

    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, HeartbeatFrame frame)
    {
        if (time.GetElapsedTime(session.TouchedAt) < TouchEvery)
        {
            return new ValueTask<ServerFrame?>(Answer(session, frame));
        }

        return TouchAsync(session, frame);
    }

    private async ValueTask<ServerFrame?> TouchAsync(ClientSession session, HeartbeatFrame frame)
    {
        await touch.TouchAsync(session);
        return Answer(session, frame);
    }

    private HeartbeatAnswer Answer(ClientSession session, HeartbeatFrame frame) =>
        new(frame.Id, time.GetUtcNow().ToUnixTimeMilliseconds(), session.Rev);
}
