using System.Collections.Concurrent;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>Counts what reaches grains, by grain key and method.</summary>
public sealed class CallCounter : IIncomingGrainCallFilter
{
    private static readonly ConcurrentDictionary<(string Key, string Method), int> Counts = new();

    public static int Of(string key, string method) => Counts.GetValueOrDefault((key, method));

    public Task Invoke(IIncomingGrainCallContext context)
    {
        Counts.AddOrUpdate((context.TargetId.Key.ToString()!, context.MethodName), 1, static (_, count) => count + 1);
        return context.Invoke();
    }
}
