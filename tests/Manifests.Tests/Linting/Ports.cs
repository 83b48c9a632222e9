using System.Globalization;
using k8s.Models;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>Ports by number or by name.</summary>
internal static class Ports
{
    /// <summary>The number of a port that the container has; null if it has no such port.</summary>
    public static int? Number(V1Container container, IntOrString? wanted)
    {
        var text = wanted?.ToString() ?? string.Empty;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (container.Ports ?? []).FirstOrDefault(port => port.ContainerPort == number)?.ContainerPort
            : (container.Ports ?? []).FirstOrDefault(port => port.Name == text)?.ContainerPort;
    }
}
