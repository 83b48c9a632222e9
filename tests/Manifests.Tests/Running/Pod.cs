using System.Diagnostics;
using System.Net;
using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;
using OrleansIm.Support.Servers;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>
/// One pod as a process: the command, the environment, the volumes, the probes and the end that its manifest names, and nothing
/// else. An address of the loopback network stands for the pod's own.
/// </summary>
internal sealed class Pod : IAsyncDisposable
{
    private readonly Manifest _manifest;
    private readonly V1Container _container;
    private readonly PodVolumes _volumes;
    private readonly IReadOnlyDictionary<string, string> _instead;
    private CapturedProcess? _process;

    /// <param name="manifest">What is deployed.</param>
    /// <param name="workload">What the pod belongs to.</param>
    /// <param name="name">Name of the pod.</param>
    /// <param name="address">Its address.</param>
    /// <param name="volumes">Its volumes.</param>
    /// <param name="instead">Settings that can't be as they stand where all pods share one loopback.</param>
    public Pod(
        Manifest manifest, Workload workload, string name, IPAddress address, PodVolumes volumes, IReadOnlyDictionary<string, string> instead)
    {
        (_manifest, Workload, Name, Address, _volumes, _instead) = (manifest, workload, name, address, volumes, instead);
        _container = workload.Pod.Containers.Single();
    }

    public Workload Workload { get; }

    public string Name { get; }

    public IPAddress Address { get; }

    /// <summary>True if services lead here.</summary>
    public bool IsReady { get; private set; }

    public V1Container Container => _container;

    public CapturedProcess Process => _process ?? throw new InvalidOperationException($"{Name} is not running.");

    /// <summary>Starts the program and waits as the kubelet does: first until it has started, then until it is ready.</summary>
    public async Task StartAsync()
    {
        string[] command = [.. _container.Command, .. _container.Args ?? []];
        _process = CapturedProcess.Start(command[0], command[1..].Select(InImage), Environment(), _volumes.Root);
        await PassAsync("startup", _container.StartupProbe);
        await PassAsync("readiness", _container.ReadinessProbe);
        IsReady = true;
    }

    /// <summary>False once as many probes in a row have failed as would have it killed.</summary>
    public Task<bool> IsLiveAsync() => HoldsAsync(_container.LivenessProbe);

    /// <summary>False once as many probes in a row have failed as would have services forget it.</summary>
    public Task<bool> IsReadyNowAsync() => HoldsAsync(_container.ReadinessProbe);

    /// <summary>One liveness probe.</summary>
    public Task<bool> AnswersAsync() => Probing.TryAsync(this, _container.LivenessProbe);

    /// <summary>
    /// The end of a pod: services forget it, preStop runs while it still serves, then SIGTERM. Gives the exit code; throws if
    /// the grace was too short, where the kubelet would kill.
    /// </summary>
    /// <param name="duringPreStop">What is looked at while preStop runs.</param>
    public async Task<int> TerminateAsync(Func<Task>? duringPreStop = null)
    {
        var grace = TimeSpan.FromSeconds(Workload.Pod.TerminationGracePeriodSeconds ?? 30);
        var watch = Stopwatch.StartNew();
        IsReady = false;
        var sleep = TimeSpan.FromSeconds(_container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0);
        await Task.WhenAll(Task.Delay(sleep, TestContext.Current.CancellationToken), duringPreStop?.Invoke() ?? Task.CompletedTask);
        Process.Signal(Signals.Terminate);
        return await Process.ExitAsync(grace - watch.Elapsed);
    }

    /// <summary>The secret that an all-in-one server has made on its volume.</summary>
    public Task<string> SecretAsync() =>
        File.ReadAllTextAsync(_volumes.OnThisMachine("/data/auth.key"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }
    }

    private Dictionary<string, string?> Environment()
    {
        var settings = PodEnvironment.Of(_manifest, _container, Field).ToDictionary(
            static pair => pair.Key,
            pair => (string?)_volumes.OnThisMachine(pair.Value).Replace("*:", $"{Address}:", StringComparison.Ordinal),
            StringComparer.Ordinal);
        foreach (var (name, value) in _instead)
        {
            settings[name] = value;
        }

        return settings;
    }

    private string? Field(string path) => path switch
    {
        "status.podIP" => Address.ToString(),
        "metadata.name" => Name,
        _ => throw new NotSupportedException(path),
    };

    /// <summary>Programs of the image are what this build has made.</summary>
    private static string InImage(string argument) => argument.StartsWith("/app/OrleansIm.", StringComparison.Ordinal)
        ? Artifacts.Assembly(Path.GetFileNameWithoutExtension(argument)["OrleansIm.".Length..])
        : argument;

    private async Task<bool> HoldsAsync(V1Probe probe)
    {
        for (var failures = 0; failures < (probe.FailureThreshold ?? 3); failures++)
        {
            if (await Probing.TryAsync(this, probe))
            {
                return true;
            }
        }

        return false;
    }

    private async Task PassAsync(string what, V1Probe probe)
    {
        var period = TimeSpan.FromSeconds(probe.PeriodSeconds ?? 10);
        for (var failures = 0; !await Probing.TryAsync(this, probe); failures++)
        {
            if (Process.HasExited || failures >= 60)
            {
                throw new InvalidOperationException($"{Name} did not pass its {what} probe:\n{Process.Output}");
            }

            await Task.Delay(period, TestContext.Current.CancellationToken);
        }
    }
}
