using System.Text;
using k8s.Models;

namespace OrleansIm.Manifests.Tests.Rendering;

/// <summary>The environment that a container is started with.</summary>
internal static class PodEnvironment
{
    /// <summary>All variables, later ones over earlier ones as the kubelet has it; references that lead nowhere are left out.</summary>
    /// <param name="manifest">Where config maps and secrets are.</param>
    /// <param name="container">Whose environment.</param>
    /// <param name="field">Value of a field of the pod by its path; null if it is not known yet.</param>
    public static Dictionary<string, string> Of(Manifest manifest, V1Container container, Func<string, string?>? field = null)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        foreach (var (name, value) in (container.EnvFrom ?? []).SelectMany(source => From(manifest, source)))
        {
            all[name] = value;
        }

        foreach (var variable in container.Env ?? [])
        {
            if (Value(manifest, variable, field) is { } value)
            {
                all[variable.Name] = value;
            }
        }

        return all;
    }

    public static IReadOnlyDictionary<string, string> Values(this V1Secret secret)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        foreach (var (name, bytes) in secret.Data ?? new Dictionary<string, byte[]>())
        {
            all[name] = Encoding.UTF8.GetString(bytes ?? []);
        }

        foreach (var (name, text) in secret.StringData ?? new Dictionary<string, string>())
        {
            all[name] = text;
        }

        return all;
    }

    private static IEnumerable<KeyValuePair<string, string>> From(Manifest manifest, V1EnvFromSource source)
    {
        if (source.ConfigMapRef is { } map)
        {
            return manifest.ConfigMap(map.Name)?.Data ?? new Dictionary<string, string>();
        }

        return source.SecretRef is { } secret && manifest.Secret(secret.Name) is { } found ? found.Values() : [];
    }

    private static string? Value(Manifest manifest, V1EnvVar variable, Func<string, string?>? field)
    {
        if (variable.ValueFrom is not { } from)
        {
            return variable.Value ?? string.Empty;
        }

        if (from.FieldRef is { } pod)
        {
            return field?.Invoke(pod.FieldPath);
        }

        return from.SecretKeyRef is { } secret
            ? manifest.Secret(secret.Name)?.Values().GetValueOrDefault(secret.Key)
            : from.ConfigMapKeyRef is { } map && manifest.ConfigMap(map.Name)?.Data is { } data && data.TryGetValue(map.Key, out var value) ? value : null;
    }
}
