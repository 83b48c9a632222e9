using System.Globalization;
using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>The configuration fits the programs, and the pod that it is read in.</summary>
internal static class SettingChecks
{
    private static readonly string[] Secret = ["Password", "PasswordHash", "Auth__Key", "Storage__Postgres", "Storage__Redis"];

    public static IEnumerable<string> Run(Manifest manifest) =>
        manifest.Of<V1ConfigMap>().SelectMany(Keys)
            .Concat(from workload in manifest.Workloads
                    from container in workload.Pod.Containers
                    from complaint in Pod(workload, container, PodEnvironment.Of(manifest, container, static path => path))
                    select complaint);

    private static IEnumerable<string> Keys(V1ConfigMap map)
    {
        foreach (var name in (map.Data ?? new Dictionary<string, string>()).Keys)
        {
            if (!KnownSettings.Contains(name))
            {
                yield return $"ConfigMap/{map.Metadata.Name}: {name} is no setting";
            }

            if (Secret.Any(word => name.EndsWith(word, StringComparison.Ordinal)))
            {
                yield return $"ConfigMap/{map.Metadata.Name}: {name} belongs into a secret";
            }
        }
    }

    private static IEnumerable<string> Pod(Workload workload, V1Container container, Dictionary<string, string> settings)
    {
        foreach (var name in settings.Keys.Where(static name => !KnownSettings.Contains(name)))
        {
            yield return $"{workload}: {name} is no setting";
        }

        foreach (var (name, port) in Listening(settings))
        {
            if ((container.Ports ?? []).All(open => open.ContainerPort != port))
            {
                yield return $"{workload}: {name} listens on {port}, which is no port of the container";
            }
        }

        foreach (var (name, value) in settings.Where(static pair => pair.Value.StartsWith('/')))
        {
            var mount = (container.VolumeMounts ?? []).FirstOrDefault(mount => value == mount.MountPath
                || value.StartsWith(mount.MountPath + "/", StringComparison.Ordinal));
            if (mount is null)
            {
                yield return $"{workload}: {name}: {value} is on no volume";
            }
            else if (name == "Data__Directory" && mount.ReadOnlyProperty == true)
            {
                yield return $"{workload}: {name}: {value} can't be written to";
            }
        }

        var inCluster = settings.GetValueOrDefault("Cluster__Membership") is "redis" or "postgres";
        if (inCluster && (container.Ports ?? []).Any(static port => port.Name == "silo") && settings.GetValueOrDefault("Cluster__Address") != "status.podIP")
        {
            yield return $"{workload}: Cluster__Address is not the pod's own";
        }
    }

    private static IEnumerable<(string Name, int Port)> Listening(Dictionary<string, string> settings)
    {
        var isSilo = settings.ContainsKey("Cluster__Address");
        foreach (var (name, value) in settings)
        {
            var text = name switch
            {
                "Gateway__Tcp" or "Gateway__Tls" or "ASPNETCORE_URLS" or "Admin__Listen" => value[(value.LastIndexOf(':') + 1)..],
                "Orleans__SiloPort" or "Orleans__GatewayPort" when isSilo => value,
                _ => string.Empty,
            };
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                yield return (name, port);
            }
        }
    }
}
