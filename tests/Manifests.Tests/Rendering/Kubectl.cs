using System.Runtime.CompilerServices;
using OrleansIm.Support.Servers;

namespace OrleansIm.Manifests.Tests.Rendering;

/// <summary>Renders a folder of the repository as an operator would.</summary>
internal static class Kubectl
{
    /// <summary>The folder of the manifests.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "k8s"));

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetDirectoryName(Folder)!;

    private static string? Program { get; } = Find();

    /// <summary>What would be applied. Skips the test, with a sentence that says what is missing, on a machine without kubectl.</summary>
    public static async Task<string> RenderAsync(string folder)
    {
        Assert.SkipWhen(Program is null, "There is no kubectl: install it (tests/run.sh does where it can), or name it in KUBECTL.");
        await using var process = CapturedProcess.Start(Program, ["kustomize", folder]);
        return await process.ExitAsync() == 0
            ? process.Output
            : throw new InvalidOperationException($"{folder} does not render:\n{process.Output}");
    }

    /// <summary>An overlay with components, as an operator would write it.</summary>
    public static async Task<string> RenderAsync(string overlay, params string[] components)
    {
        var folder = Directory.CreateTempSubdirectory("oim-overlay-").FullName;
        try
        {
            string Reach(string kind, string name) => Path.GetRelativePath(folder, Path.Combine(Folder, kind, name));
            await File.WriteAllTextAsync(Path.Combine(folder, "kustomization.yaml"), $"""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [{Reach("overlays", overlay)}]
                components: [{string.Join(", ", components.Select(name => Reach("components", name)))}]
                """);
            return await RenderAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("KUBECTL") is { Length: > 0 } named)
        {
            return named;
        }

        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':'), Path.Combine(Root, "artifacts", "tools")];
        return folders.Select(static folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
