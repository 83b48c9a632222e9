using System.Globalization;
using System.Net.Sockets;
using k8s.Models;
using OrleansIm.Manifests.Tests.Linting;

namespace OrleansIm.Manifests.Tests.Running;

/// <summary>A probe as the kubelet makes it: a connection of its own, and its own time-out.</summary>
internal static class Probing
{
    public static async Task<bool> TryAsync(Pod pod, V1Probe probe)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(probe.TimeoutSeconds ?? 1) };
        try
        {
            var address = Address(pod, probe.HttpGet.Port, probe.HttpGet.Path);
            using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or SocketException)
        {
            return false;
        }
    }

    /// <summary>A page of a pod, at one of its container's ports.</summary>
    public static Uri Address(Pod pod, IntOrString port, string path) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"http://{pod.Address}:{Ports.Number(pod.Container, port) ?? throw new InvalidOperationException($"{pod.Name} has no port {port}.")}{path}"));
}
