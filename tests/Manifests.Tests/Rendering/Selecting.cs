using k8s.Models;

namespace OrleansIm.Manifests.Tests.Rendering;

/// <summary>Who is meant by a selector.</summary>
internal static class Selecting
{
    public static bool Matches(this V1LabelSelector? selector, IDictionary<string, string> labels) =>
        (selector?.MatchLabels ?? new Dictionary<string, string>()).Matches(labels)
        && (selector?.MatchExpressions ?? []).All(wanted => wanted.OperatorProperty switch
        {
            "In" => labels.TryGetValue(wanted.Key, out var value) && wanted.Values.Contains(value),
            "NotIn" => !labels.TryGetValue(wanted.Key, out var value) || !wanted.Values.Contains(value),
            "Exists" => labels.ContainsKey(wanted.Key),
            "DoesNotExist" => !labels.ContainsKey(wanted.Key),
            _ => false,
        });

    /// <summary>A map of labels, all of which must be there.</summary>
    public static bool Matches(this IDictionary<string, string> wanted, IDictionary<string, string> labels) =>
        wanted.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
