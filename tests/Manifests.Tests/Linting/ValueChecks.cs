using System.Text.RegularExpressions;
using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>Words of which the API knows only some, names, quantities.</summary>
internal static partial class ValueChecks
{
    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];

    public static IEnumerable<string> Run(Manifest manifest) => Words(manifest)
        .Where(static use => use.Value is { } value && !use.Known.Contains(value, StringComparer.Ordinal))
        .Select(static use => $"unknown value: {use.Where}: {use.Value}")
        .Concat(Names(manifest)).Concat(Quantities(manifest));

    private static IEnumerable<(string Where, string? Value, string[] Known)> Words(Manifest manifest)
    {
        foreach (var workload in manifest.Workloads)
        {
            yield return ($"{workload}.seccompProfile.type", workload.Pod.SecurityContext?.SeccompProfile?.Type, ["RuntimeDefault", "Localhost"]);
            yield return ($"{workload}.fsGroupChangePolicy", workload.Pod.SecurityContext?.FsGroupChangePolicy, ["OnRootMismatch", "Always"]);
            yield return ($"{workload}.restartPolicy", workload.Pod.RestartPolicy, ["Always"]);
            foreach (var spread in workload.Pod.TopologySpreadConstraints ?? [])
            {
                yield return ($"{workload}.whenUnsatisfiable", spread.WhenUnsatisfiable, ["DoNotSchedule", "ScheduleAnyway"]);
            }

            foreach (var container in workload.Pod.Containers ?? [])
            {
                yield return ($"{workload}.imagePullPolicy", container.ImagePullPolicy, ["Always", "IfNotPresent", "Never"]);
                foreach (var port in container.Ports ?? [])
                {
                    yield return ($"{workload}.ports.protocol", port.Protocol, Protocols);
                }
            }

            foreach (var mode in workload.Claims.SelectMany(static claim => claim.Spec.AccessModes ?? []))
            {
                yield return ($"{workload}.accessModes", mode, ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"]);
            }
        }

        foreach (var deployment in manifest.Of<V1Deployment>())
        {
            yield return ($"Deployment/{deployment.Metadata.Name}.strategy", deployment.Spec.Strategy?.Type, ["RollingUpdate", "Recreate"]);
        }

        foreach (var service in manifest.Of<V1Service>())
        {
            yield return ($"Service/{service.Metadata.Name}.type", service.Spec.Type, ["ClusterIP", "NodePort", "LoadBalancer"]);
            yield return ($"Service/{service.Metadata.Name}.externalTrafficPolicy", service.Spec.ExternalTrafficPolicy, ["Local", "Cluster"]);
        }

        foreach (var policy in manifest.Of<V1NetworkPolicy>())
        {
            foreach (var type in policy.Spec.PolicyTypes ?? [])
            {
                yield return ($"NetworkPolicy/{policy.Metadata.Name}.policyTypes", type, ["Ingress", "Egress"]);
            }

            var ports = (policy.Spec.Ingress ?? []).SelectMany(static rule => rule.Ports ?? [])
                .Concat((policy.Spec.Egress ?? []).SelectMany(static rule => rule.Ports ?? []));
            foreach (var port in ports)
            {
                yield return ($"NetworkPolicy/{policy.Metadata.Name}.ports.protocol", port.Protocol, Protocols);
            }
        }

        foreach (var (name, level) in manifest.Of<V1Namespace>().SelectMany(static space => space.Metadata.Labels ?? new Dictionary<string, string>()))
        {
            if (name.StartsWith("pod-security.kubernetes.io/", StringComparison.Ordinal))
            {
                yield return ($"Namespace.{name}", level, ["restricted"]);
            }
        }
    }

    private static IEnumerable<string> Names(Manifest manifest) => manifest.Workloads
        .SelectMany(static workload => workload.Pod.Containers.Select(static container => container.Name)
            .Concat(workload.Pod.Containers.SelectMany(static container => container.Ports ?? []).Select(static port => port.Name))
            .Append(workload.Name))
        .Where(static name => name is not null && !Name().IsMatch(name)).Select(static name => $"no name: {name}");

    private static IEnumerable<string> Quantities(Manifest manifest) => manifest.Workloads
        .SelectMany(static workload => workload.Pod.Containers)
        .SelectMany(static container => (container.Resources?.Requests ?? new Dictionary<string, ResourceQuantity>())
            .Concat(container.Resources?.Limits ?? new Dictionary<string, ResourceQuantity>()))
        .Where(static pair => !Quantity().IsMatch(pair.Value.ToString()))
        .Select(static pair => $"no quantity: {pair.Key}: {pair.Value}");

    [GeneratedRegex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$")]
    private static partial Regex Quantity();
}
