using System.Collections.Concurrent;

namespace OrleansIm.Manifests.Tests.Rendering;

/// <summary>The manifests of the repository, with the secrets that they expect to find.</summary>
internal static class Shipped
{
    public static IReadOnlyList<string> Components { get; } =
        [.. Directory.GetDirectories(Path.Combine(Kubectl.Folder, "components")).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static readonly ConcurrentDictionary<string, Task<string>> Rendered = new(StringComparer.Ordinal);

    public static async Task<Manifest> ReadAsync(string overlay, params string[] components) =>
        Manifest.Read(await TextAsync(overlay, components));

    /// <summary>An overlay as it would be applied; rendered once.</summary>
    public static Task<string> RenderedAsync(string overlay) => Rendered.GetOrAdd(
        overlay, static name => Kubectl.RenderAsync(Path.Combine(Kubectl.Folder, "overlays", name)));

    public static async Task<string> TextAsync(string overlay, params string[] components)
    {
        var rendered = components.Length == 0 ? await RenderedAsync(overlay) : await Kubectl.RenderAsync(overlay, components);
        var secrets = await File.ReadAllTextAsync(Path.Combine(Kubectl.Folder, "base", "secret.example.yaml"), TestContext.Current.CancellationToken);
        return $"{rendered}\n---\n{secrets}";
    }
}
