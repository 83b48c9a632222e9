using System.Globalization;
using System.Net;
using k8s.Models;
using OrleansIm.Manifests.Tests.Linting;
using OrleansIm.Manifests.Tests.Rendering;
using OrleansIm.Support.Servers;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>Runs what was rendered: as many pods as are asked for, and services that lead to those that are ready.</summary>
internal sealed class Node(Manifest manifest) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oim-node-").FullName;
    private readonly string _network = string.Create(
        CultureInfo.InvariantCulture, $"127.{Random.Shared.Next(10, 250)}.{Random.Shared.Next(1, 250)}");

    private readonly List<Pod> _pods = [];
    private int _turn;

    public IReadOnlyList<Pod> PodsOf(string workload) => [.. _pods.Where(pod => pod.Workload.Name == workload)];

    /// <summary>All pods of a workload, started at once.</summary>
    public Task DeployAsync(string name)
    {
        var workload = manifest.Workloads.Single(one => one.Name == name);
        var scaler = manifest.Of<V2HorizontalPodAutoscaler>().FirstOrDefault(one => one.Spec.ScaleTargetRef.Name == name);
        var pods = Enumerable.Range(0, workload.Replicas ?? scaler?.Spec.MinReplicas ?? 1).Select(_ => Add(workload)).ToList();
        return Task.WhenAll(pods.Select(static pod => pod.StartAsync()));
    }

    /// <summary>Where a connection to a service ends: each ready pod behind it in turn.</summary>
    public IPEndPoint Reach(string service, int port)
    {
        var spec = manifest.Of<V1Service>().Single(one => one.Metadata.Name == service).Spec;
        var target = spec.Ports.Single(one => one.Port == port).TargetPort;
        var ready = _pods.Where(pod => pod.IsReady && spec.Selector.Matches(pod.Workload.Labels)).ToList();
        Assert.NotEmpty(ready);
        var pod = ready[_turn++ % ready.Count];
        return new IPEndPoint(pod.Address, Ports.Number(pod.Container, target)!.Value);
    }

    /// <summary>Another pod in the place, and with the claims, of one that has ended.</summary>
    public async Task<Pod> ReplaceAsync(Pod ended)
    {
        _pods.Remove(ended);
        await ended.DisposeAsync();
        var pod = Add(ended.Workload);
        await pod.StartAsync();
        return pod;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
        {
            await pod.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Pod Add(Workload workload)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{workload.Name}-{PodsOf(workload.Name).Count}");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var address = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"{_network}.{10 + _pods.Count}"));
        var pod = new Pod(manifest, workload, name, address, new PodVolumes(manifest, workload, folder), Instead(workload));
        _pods.Add(pod);
        return pod;
    }

    /// <summary>An all-in-one server opens Orleans' ports on the pod's own loopback, which here is everybody's.</summary>
    private Dictionary<string, string> Instead(Workload workload)
    {
        var settings = PodEnvironment.Of(manifest, workload.Pod.Containers.Single());
        return settings.GetValueOrDefault("Cluster__Membership") != "localhost" ? [] : new Dictionary<string, string>
        {
            ["Orleans__SiloPort"] = FreePorts.Next().ToString(CultureInfo.InvariantCulture),
            ["Orleans__GatewayPort"] = FreePorts.Next().ToString(CultureInfo.InvariantCulture),
        };
    }
}
