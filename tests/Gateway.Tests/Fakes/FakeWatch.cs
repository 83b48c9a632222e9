using System.Threading.Channels;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A large conversation that is too busy to be watched for the first few times.</summary>
internal sealed class FakeWatch(int busyTimes) : IConversationWatchGrain
{
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();
    private int _watches;

    public int Calls => Volatile.Read(ref _watches);

    public long Head { get; set; } = 7;

    /// <summary>Whom it names as the last to leave.</summary>
    public Departure[]? Departed { get; set; }

    /// <summary>True while it is too busy again.</summary>
    public bool Busy { get; set; }

    /// <summary>No answer is given before this.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>The next call, in the order in which they arrive.</summary>
    public Task<string> NextAsync() =>
        _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(120));

    public async ValueTask<WatchResult> WatchAsync(GatewayAddress gateway)
    {
        var call = Interlocked.Increment(ref _watches);
        _calls.Writer.TryWrite("watch");
        await Answering;
        return call <= busyTimes || Busy ? new WatchResult(ErrorCode.Busy, 0) : new WatchResult(ErrorCode.None, Head, Departed);
    }

    public async ValueTask UnwatchAsync(string gatewayId)
    {
        _calls.Writer.TryWrite("unwatch");
        await Answering;
    }
}
