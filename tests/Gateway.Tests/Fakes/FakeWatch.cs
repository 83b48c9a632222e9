using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A large conversation that is too busy to be watched for the first few times.</summary>
internal sealed class FakeWatch(int busyTimes) : IConversationWatchGrain
{
    public int Calls { get; private set; }

    public ValueTask<WatchResult> WatchAsync(GatewayAddress gateway) =>
        new(Calls++ < busyTimes ? new WatchResult(ErrorCode.Busy, 0) : new WatchResult(ErrorCode.None, 7));

    public ValueTask UnwatchAsync(string gatewayId) => ValueTask.CompletedTask;
}
