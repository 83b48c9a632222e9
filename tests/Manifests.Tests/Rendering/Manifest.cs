using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace OrleansIm.Manifests.Tests.Rendering;

/// <summary>What was rendered, as the API's own types, and the secrets that it expects to find.</summary>
internal sealed partial class Manifest
{
    private Manifest(string text, IReadOnlyList<object> objects, IReadOnlyList<string> unreadable)
    {
        Text = text;
        Objects = objects;
        Unreadable = unreadable;
        Workloads =
        [
            .. Of<V1Deployment>().Select(Workload.Of), .. Of<V1StatefulSet>().Select(Workload.Of),
        ];
    }

    public string Text { get; }

    /// <summary>Documents that are no object of the API: an unknown kind, a field that does not exist, a value of the wrong type.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    public IReadOnlyList<Workload> Workloads { get; }

    private IReadOnlyList<object> Objects { get; }

    public static Manifest Read(string text)
    {
        List<object> objects = [];
        List<string> unreadable = [];
        foreach (var document in Separator().Split(text).Where(static part => !string.IsNullOrWhiteSpace(part)))
        {
            try
            {
                objects.AddRange(KubernetesYaml.LoadAllFromString(document, null, strict: true));
            }
            catch (Exception failure)
            {
                unreadable.Add($"not of the API: {failure.Message} {failure.InnerException?.Message}".ReplaceLineEndings(" "));
            }
        }

        return new Manifest(text, objects, unreadable);
    }

    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    public V1ConfigMap? ConfigMap(string name) => Of<V1ConfigMap>().FirstOrDefault(map => map.Metadata.Name == name);

    public V1Secret? Secret(string name) => Of<V1Secret>().FirstOrDefault(secret => secret.Metadata.Name == name);

    [GeneratedRegex(@"^---\s*$", RegexOptions.Multiline)]
    private static partial Regex Separator();
}
