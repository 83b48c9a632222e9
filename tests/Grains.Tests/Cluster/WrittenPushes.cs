using System.Collections.Concurrent;
using OrleansIm.Grains.Push;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>Writes down what devices without a session would be woken up with.</summary>
public sealed class WrittenPushes : IPushSender
{
    private readonly ConcurrentQueue<PushNotice> _sent = new();

    public IEnumerable<PushNotice> To(string user) => _sent.Where(notice => notice.User == user);

    public ValueTask SendAsync(PushNotice notice, CancellationToken cancellation)
    {
        _sent.Enqueue(notice);
        return ValueTask.CompletedTask;
    }
}
