using k8s.Models;

namespace OrleansIm.Manifests.Tests.Rendering;

/// <summary>Whatever makes pods.</summary>
internal sealed record Workload(
    string Kind, string Name, V1LabelSelector? Selector, V1PodTemplateSpec Template, int? Replicas, IReadOnlyList<V1PersistentVolumeClaim> Claims)
{
    public V1PodSpec Pod => Template.Spec;

    public IDictionary<string, string> Labels => Template.Metadata?.Labels ?? new Dictionary<string, string>();

    public static Workload Of(V1Deployment deployment) => new(
        "Deployment", deployment.Metadata.Name, deployment.Spec.Selector, deployment.Spec.Template, deployment.Spec.Replicas, []);

    public static Workload Of(V1StatefulSet set) => new(
        "StatefulSet", set.Metadata.Name, set.Spec.Selector, set.Spec.Template, set.Spec.Replicas, [.. set.Spec.VolumeClaimTemplates ?? []]);

    public override string ToString() => $"{Kind}/{Name}";
}
