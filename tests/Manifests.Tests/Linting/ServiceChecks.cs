using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>Services and network policies lead to ports that somebody has.</summary>
internal static class ServiceChecks
{
    public static IEnumerable<string> Run(Manifest manifest) =>
        manifest.Of<V1Service>().SelectMany(service => Service(manifest, service))
            .Concat(manifest.Of<V1NetworkPolicy>().SelectMany(policy => Policy(manifest, policy)));

    private static IEnumerable<string> Service(Manifest manifest, V1Service service)
    {
        var where = $"Service/{service.Metadata.Name}";
        var behind = manifest.Workloads.Where(workload => (service.Spec.Selector ?? new Dictionary<string, string>()).Matches(workload.Labels)).ToList();
        if (behind.Count != 1)
        {
            yield return $"{where}: selects {behind.Count} workloads";
        }

        foreach (var port in service.Spec.Ports ?? [])
        {
            foreach (var workload in behind.Where(workload => workload.Pod.Containers.All(container => Ports.Number(container, port.TargetPort) is null)))
            {
                yield return $"{where}: {workload} has no port {port.TargetPort}";
            }
        }
    }

    private static IEnumerable<string> Policy(Manifest manifest, V1NetworkPolicy policy)
    {
        var where = $"NetworkPolicy/{policy.Metadata.Name}";
        var chosen = manifest.Workloads.Where(workload => policy.Spec.PodSelector.Matches(workload.Labels)).ToList();
        if (chosen.Count == 0)
        {
            yield return $"{where}: selects nothing";
        }

        foreach (var rule in policy.Spec.Ingress ?? [])
        {
            foreach (var complaint in Reaches(where, chosen, rule.Ports).Concat(Peers(manifest, where, rule.FromProperty)))
            {
                yield return complaint;
            }
        }

        foreach (var rule in policy.Spec.Egress ?? [])
        {
            foreach (var complaint in Peers(manifest, where, rule.To))
            {
                yield return complaint;
            }

            var inside = (rule.To ?? []).Where(static peer => peer is { PodSelector: not null, NamespaceSelector: null })
                .SelectMany(peer => manifest.Workloads.Where(workload => peer.PodSelector.Matches(workload.Labels))).ToList();
            foreach (var complaint in inside.Count > 0 ? Reaches(where, inside, rule.Ports) : [])
            {
                yield return complaint;
            }
        }
    }

    private static IEnumerable<string> Reaches(string where, List<Workload> workloads, IList<V1NetworkPolicyPort>? ports) =>
        from port in ports ?? []
        from workload in workloads
        where workload.Pod.Containers.All(container => Ports.Number(container, port.Port) is null)
        select $"{where}: {workload} has no port {port.Port}";

    private static IEnumerable<string> Peers(Manifest manifest, string where, IList<V1NetworkPolicyPeer>? peers) =>
        (peers ?? []).Where(peer => peer is { PodSelector: not null, NamespaceSelector: null }
                && !manifest.Workloads.Any(workload => peer.PodSelector.Matches(workload.Labels)))
            .Select(_ => $"{where}: a peer is nobody");
}
