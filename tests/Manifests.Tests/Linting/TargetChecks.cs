using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>Selectors, budgets and scalers find whom they mean; and nobody is left without what protects him.</summary>
internal static class TargetChecks
{
    public static IEnumerable<string> Run(Manifest manifest) =>
        manifest.Workloads.SelectMany(workload => Workload(manifest, workload))
            .Concat(manifest.Of<V1PodDisruptionBudget>()
                .Where(budget => !manifest.Workloads.Any(workload => budget.Spec.Selector.Matches(workload.Labels)))
                .Select(static budget => $"PodDisruptionBudget/{budget.Metadata.Name}: selects nothing"))
            .Concat(manifest.Of<V2HorizontalPodAutoscaler>().SelectMany(scaler => Scaler(manifest, scaler)))
            .Concat(manifest.Of<V1StatefulSet>()
                .Where(set => manifest.Of<V1Service>().All(service => service.Metadata.Name != set.Spec.ServiceName))
                .Select(static set => $"StatefulSet/{set.Metadata.Name}: serviceName {set.Spec.ServiceName} is not there"))
            .Concat(Denied(manifest)).Concat(Spaces(manifest));

    private static IEnumerable<string> Workload(Manifest manifest, Workload workload)
    {
        if (!workload.Selector.Matches(workload.Labels))
        {
            yield return $"{workload}: its selector does not select its own pods";
        }

        foreach (var spread in workload.Pod.TopologySpreadConstraints ?? [])
        {
            if (!spread.LabelSelector.Matches(workload.Labels))
            {
                yield return $"{workload}: topologySpreadConstraints are about other pods";
            }
        }

        var scaled = manifest.Of<V2HorizontalPodAutoscaler>().Any(scaler => scaler.Spec.ScaleTargetRef.Name == workload.Name);
        if (workload.Replicas is null != scaled)
        {
            yield return $"{workload}: either replicas or an autoscaler says how many";
        }

        if (workload.Replicas != 1)
        {
            if (!manifest.Of<V1PodDisruptionBudget>().Any(budget => budget.Spec.Selector.Matches(workload.Labels)))
            {
                yield return $"{workload}: no PodDisruptionBudget is for it";
            }

            if (workload.Pod.TopologySpreadConstraints is not { Count: > 0 })
            {
                yield return $"{workload}: all its pods may stand on one node";
            }
        }
    }

    private static IEnumerable<string> Scaler(Manifest manifest, V2HorizontalPodAutoscaler scaler)
    {
        var target = scaler.Spec.ScaleTargetRef;
        if (!manifest.Workloads.Any(workload => workload.Kind == target.Kind && workload.Name == target.Name))
        {
            yield return $"HorizontalPodAutoscaler/{scaler.Metadata.Name}: there is no {target.Kind} {target.Name}";
        }

        if (scaler.Spec.Metrics is not { Count: > 0 })
        {
            yield return $"HorizontalPodAutoscaler/{scaler.Metadata.Name}: follows nothing";
        }
    }

    private static IEnumerable<string> Denied(Manifest manifest)
    {
        var denies = manifest.Of<V1NetworkPolicy>().Any(static policy =>
            policy.Spec is { Ingress: null, Egress: null, PodSelector: { MatchLabels: null, MatchExpressions: null } }
            && policy.Spec.PolicyTypes is { } types && types.Contains("Ingress") && types.Contains("Egress"));
        if (!denies)
        {
            yield return "NetworkPolicy: nothing denies what is not allowed";
        }
    }

    /// <summary>All in the one namespace that is made along.</summary>
    private static IEnumerable<string> Spaces(Manifest manifest)
    {
        var spaces = manifest.Of<V1Namespace>().Select(static space => space.Metadata.Name).ToList();
        return manifest.Of<k8s.IKubernetesObject<V1ObjectMeta>>()
            .Where(one => one is not V1Namespace && !spaces.Contains(one.Metadata.NamespaceProperty))
            .Select(static one => $"{one.GetType().Name} {one.Metadata.Name}: is in namespace '{one.Metadata.NamespaceProperty}'");
    }
}
