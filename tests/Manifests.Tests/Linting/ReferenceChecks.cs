using System.Text.RegularExpressions;
using k8s.Models;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>What a pod names has to be there: config maps, secrets and their keys, volumes, accounts, fields.</summary>
internal static partial class ReferenceChecks
{
    private static readonly string[] Fields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.podIP", "status.podIPs",
    ];

    public static IEnumerable<string> Run(Manifest manifest) => manifest.Workloads.SelectMany(workload =>
        Account(manifest, workload).Concat(Volumes(manifest, workload))
            .Concat(workload.Pod.Containers.SelectMany(container => Variables(manifest, workload, container)))
            .Concat(workload.Pod.Containers.SelectMany(container => Mounts(workload, container))));

    private static IEnumerable<string> Account(Manifest manifest, Workload workload)
    {
        if (manifest.Of<V1ServiceAccount>().All(account => account.Metadata.Name != workload.Pod.ServiceAccountName))
        {
            yield return $"{workload}: serviceAccountName {workload.Pod.ServiceAccountName} is not there";
        }
    }

    private static IEnumerable<string> Volumes(Manifest manifest, Workload workload)
    {
        foreach (var volume in workload.Pod.Volumes ?? [])
        {
            if (volume.ConfigMap is { } map && manifest.ConfigMap(map.Name) is null)
            {
                yield return $"{workload}: volume {volume.Name}: config map {map.Name} is not there";
            }

            if (volume.Secret is { } secret)
            {
                var known = manifest.Secret(secret.SecretName)?.Values();
                if (known is null)
                {
                    yield return $"{workload}: volume {volume.Name}: secret {secret.SecretName} is not there";
                }

                foreach (var item in (secret.Items ?? []).Where(item => known?.ContainsKey(item.Key) == false))
                {
                    yield return $"{workload}: volume {volume.Name}: secret {secret.SecretName} has no {item.Key}";
                }
            }
        }
    }

    private static IEnumerable<string> Mounts(Workload workload, V1Container container)
    {
        string[] volumes = [.. (workload.Pod.Volumes ?? []).Select(static volume => volume.Name), .. workload.Claims.Select(static claim => claim.Metadata.Name)];
        string[] mounted = [.. (container.VolumeMounts ?? []).Select(static mount => mount.Name)];
        foreach (var name in mounted.Except(volumes, StringComparer.Ordinal))
        {
            yield return $"{workload}: mount {name} has no volume";
        }

        foreach (var name in volumes.Except(mounted, StringComparer.Ordinal))
        {
            yield return $"{workload}: volume {name} is not mounted";
        }
    }

    private static IEnumerable<string> Variables(Manifest manifest, Workload workload, V1Container container)
    {
        foreach (var source in container.EnvFrom ?? [])
        {
            if (source.ConfigMapRef is { } map && manifest.ConfigMap(map.Name) is null)
            {
                yield return $"{workload}: envFrom: config map {map.Name} is not there";
            }

            if (source.SecretRef is { } secret && manifest.Secret(secret.Name) is null)
            {
                yield return $"{workload}: envFrom: secret {secret.Name} is not there";
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            // What is optional for the API may not be misspelt all the same.
            if (variable.ValueFrom?.SecretKeyRef is { } secret && manifest.Secret(secret.Name)?.Values().ContainsKey(secret.Key) != true)
            {
                yield return $"{workload}: {variable.Name}: secret {secret.Name} has no {secret.Key}";
            }

            if (variable.ValueFrom?.ConfigMapKeyRef is { } map && manifest.ConfigMap(map.Name)?.Data.ContainsKey(map.Key) != true)
            {
                yield return $"{workload}: {variable.Name}: config map {map.Name} has no {map.Key}";
            }

            if (variable.ValueFrom?.FieldRef is { } field && !Known(field.FieldPath, workload))
            {
                yield return $"{workload}: {variable.Name}: there is no field {field.FieldPath}";
            }
        }
    }

    private static bool Known(string path, Workload workload) =>
        Fields.Contains(path, StringComparer.Ordinal)
        || (Label().Match(path) is { Success: true } match && workload.Labels.ContainsKey(match.Groups[1].Value));

    [GeneratedRegex(@"^metadata\.labels\['(.+)'\]$")]
    private static partial Regex Label();
}
