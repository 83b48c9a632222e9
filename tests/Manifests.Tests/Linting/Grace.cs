using System.Globalization;
using k8s.Models;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>How long a pod may take to end, from the program's own promises (docs/operations.md, stopping).</summary>
internal static class Grace
{
    private const int Stop = 30;
    private const int Spare = 5;
    private const int DefaultDrain = 10;

    public static bool ServesClients(V1Container container) => (container.Ports ?? []).Any(static port => port.Name == "tls");

    public static long PreStop(V1Container container) => container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0;

    /// <summary>Seconds.</summary>
    public static long Needed(V1Container container, IReadOnlyDictionary<string, string> environment)
    {
        var drain = !ServesClients(container) ? 0
            : environment.TryGetValue("Limits__DrainSeconds", out var value) ? int.Parse(value, CultureInfo.InvariantCulture)
            : DefaultDrain;
        return PreStop(container) + drain + Stop + Spare;
    }
}
