using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>How a pod may live and how it ends.</summary>
internal static class PodChecks
{
    public static IEnumerable<string> Run(Manifest manifest) =>
        from workload in manifest.Workloads
        from container in workload.Pod.Containers
        from complaint in Security(workload, container).Concat(Resources(workload, container)).Concat(Ending(manifest, workload, container))
        select complaint;

    private static IEnumerable<string> Security(Workload workload, V1Container container)
    {
        var pod = workload.Pod.SecurityContext;
        if (pod?.RunAsNonRoot != true || pod.RunAsUser is null or 0 || pod.SeccompProfile?.Type != "RuntimeDefault")
        {
            yield return $"{workload}: runs as root, or without seccomp's default";
        }

        var own = container.SecurityContext;
        if (own?.AllowPrivilegeEscalation != false || own.ReadOnlyRootFilesystem != true || own.Privileged == true
            || own.Capabilities?.Drop?.Contains("ALL") != true || own.Capabilities.Add is { Count: > 0 })
        {
            yield return $"{workload}: may write to its root, or has capabilities";
        }

        if (workload.Pod.AutomountServiceAccountToken != false)
        {
            yield return $"{workload}: is given a token of the API";
        }
    }

    private static IEnumerable<string> Resources(Workload workload, V1Container container)
    {
        var requests = container.Resources?.Requests ?? new Dictionary<string, ResourceQuantity>();
        var limits = container.Resources?.Limits ?? new Dictionary<string, ResourceQuantity>();
        if (!requests.ContainsKey("cpu") || !requests.TryGetValue("memory", out var memory))
        {
            yield return $"{workload}: requests no CPU or no memory";
        }
        else if (!limits.TryGetValue("memory", out var limit) || limit.ToDecimal() < memory.ToDecimal())
        {
            yield return $"{workload}: has no limit of memory, or one below the request";
        }

        if (limits.ContainsKey("cpu"))
        {
            yield return $"{workload}: a limit of CPU makes probes late";
        }

        if (container.Image is { } image && (image.EndsWith(":latest", StringComparison.Ordinal) || image.IndexOfAny([':', '@']) < 0))
        {
            yield return $"{workload}: image {image} is not pinned";
        }
    }

    private static IEnumerable<string> Ending(Manifest manifest, Workload workload, V1Container container)
    {
        var grace = workload.Pod.TerminationGracePeriodSeconds ?? 30;
        var needed = Grace.Needed(container, PodEnvironment.Of(manifest, container));
        if (grace < needed)
        {
            yield return $"{workload}: terminationGracePeriodSeconds {grace} is below {needed}";
        }

        if (Grace.ServesClients(container) && Grace.PreStop(container) < 5)
        {
            yield return $"{workload}: preStop leaves balancers no time";
        }
    }
}
