using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>Three probes, each with its own question, at a port that is there.</summary>
internal static class ProbeChecks
{
    /// <summary>A process that is short of CPU answers late.</summary>
    private const int LeastTimeout = 3;

    public static IEnumerable<string> Run(Manifest manifest) =>
        from workload in manifest.Workloads
        from container in workload.Pod.Containers
        from complaint in Run($"{workload}", container)
        select complaint;

    private static IEnumerable<string> Run(string where, V1Container container)
    {
        var probes = new[]
        {
            (Name: "startup", Probe: container.StartupProbe), (Name: "ready", Probe: container.ReadinessProbe), (Name: "live", Probe: container.LivenessProbe),
        };
        foreach (var (name, probe) in probes)
        {
            if (probe?.HttpGet is not { } get)
            {
                yield return $"{where}: no probe '{name}' over HTTP";
                continue;
            }

            if (get.Path != $"/health/{name}")
            {
                yield return $"{where}: probe '{name}' asks {get.Path}";
            }

            if (Ports.Number(container, get.Port) is null)
            {
                yield return $"{where}: probe '{name}': there is no port {get.Port}";
            }

            if ((probe.TimeoutSeconds ?? 1) < LeastTimeout)
            {
                yield return $"{where}: probe '{name}': timeoutSeconds is below {LeastTimeout}";
            }
        }

        if (Patience(container.LivenessProbe) < 30)
        {
            yield return $"{where}: liveness: a busy process would be killed in less than 30 s";
        }

        if (Patience(container.StartupProbe) < 60)
        {
            yield return $"{where}: startup: migrations have less than a minute";
        }
    }

    private static int Patience(V1Probe? probe) => probe is null ? int.MaxValue : (probe.PeriodSeconds ?? 10) * (probe.FailureThreshold ?? 3);
}
