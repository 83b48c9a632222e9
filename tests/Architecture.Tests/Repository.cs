using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace OrleansIm.Architecture.Tests;

/// <summary>The source tree on disk.</summary>
internal static class Repository
{
    private static readonly string[] NotSource = ["artifacts", "bin", "obj", ".git", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>All files that people write, relative to the root.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> SourceFiles => Files.Where(static file => file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>References as the project file has them, used or not.</summary>
    public static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Load(Path.Combine(Root, project, $"{project}.csproj")).Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

    /// <summary>In a worktree <c>.git</c> is a file.</summary>
    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Where(static file => Path.GetFileName(file) != ".git").Concat(Directory.EnumerateDirectories(folder)
            .Where(static inner => !NotSource.Contains(Path.GetFileName(inner), StringComparer.Ordinal))
            .SelectMany(Walk));

    private static string Here([CallerFilePath] string file = "") => file;
}
