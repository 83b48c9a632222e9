using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>Fields without which the API refuses an object; the client's types don't know which they are.</summary>
internal static class RequiredChecks
{
    public static IEnumerable<string> Run(Manifest manifest) =>
        manifest.Workloads.SelectMany(Workload)
            .Concat(manifest.Of<V1Service>().SelectMany(Service))
            .Concat(manifest.Of<V1PodDisruptionBudget>().SelectMany(Budget))
            .Concat(manifest.Of<V2HorizontalPodAutoscaler>().SelectMany(Autoscaler))
            .Concat(manifest.Of<V1NetworkPolicy>().Where(static policy => policy.Spec?.PodSelector is null)
                .Select(static policy => $"NetworkPolicy/{policy.Metadata.Name}: podSelector is required"));

    private static IEnumerable<string> Workload(Workload workload)
    {
        if (workload.Selector?.MatchLabels is not { Count: > 0 })
        {
            yield return $"{workload}: selector is required";
        }

        foreach (var container in workload.Pod.Containers ?? [])
        {
            foreach (var (what, value) in new[] { ("name", container.Name), ("image", container.Image) })
            {
                if (string.IsNullOrEmpty(value))
                {
                    yield return $"{workload}: container: {what} is required";
                }
            }

            foreach (var mount in container.VolumeMounts ?? [])
            {
                if (string.IsNullOrEmpty(mount.Name) || string.IsNullOrEmpty(mount.MountPath))
                {
                    yield return $"{workload}: volumeMounts: name and mountPath are required";
                }
            }

            foreach (var variable in container.Env ?? [])
            {
                if (string.IsNullOrEmpty(variable.Name))
                {
                    yield return $"{workload}: env: name is required";
                }
            }
        }

        if (workload.Pod.Containers is not { Count: > 0 })
        {
            yield return $"{workload}: containers are required";
        }
    }

    private static IEnumerable<string> Service(V1Service service)
    {
        if (service.Spec?.Ports is not { Count: > 0 })
        {
            yield return $"Service/{service.Metadata.Name}: ports are required";
        }
        else if (service.Spec.Ports.Any(static port => port.Port is < 1 or > 65_535))
        {
            yield return $"Service/{service.Metadata.Name}: a port is required";
        }

        if (service.Spec?.Selector is not { Count: > 0 })
        {
            yield return $"Service/{service.Metadata.Name}: selector is required here";
        }
    }

    private static IEnumerable<string> Budget(V1PodDisruptionBudget budget)
    {
        var spec = budget.Spec;
        if (spec?.Selector?.MatchLabels is not { Count: > 0 })
        {
            yield return $"PodDisruptionBudget/{budget.Metadata.Name}: selector is required";
        }

        if (spec is { MinAvailable: null, MaxUnavailable: null } or { MinAvailable: not null, MaxUnavailable: not null })
        {
            yield return $"PodDisruptionBudget/{budget.Metadata.Name}: either minAvailable or maxUnavailable";
        }

        if (spec?.UnhealthyPodEvictionPolicy != "AlwaysAllow")
        {
            yield return $"PodDisruptionBudget/{budget.Metadata.Name}: a pod that never gets ready holds its node";
        }
    }

    private static IEnumerable<string> Autoscaler(V2HorizontalPodAutoscaler scaler)
    {
        if (scaler.Spec?.ScaleTargetRef is not { Kind.Length: > 0, Name.Length: > 0, ApiVersion.Length: > 0 })
        {
            yield return $"HorizontalPodAutoscaler/{scaler.Metadata.Name}: scaleTargetRef is required";
        }

        if (scaler.Spec is not { MaxReplicas: > 0 } spec || spec.MinReplicas > spec.MaxReplicas)
        {
            yield return $"HorizontalPodAutoscaler/{scaler.Metadata.Name}: maxReplicas is required, and not below minReplicas";
        }
    }
}
