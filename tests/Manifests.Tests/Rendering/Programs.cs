using System.Xml.Linq;

namespace OrleansIm.Manifests.Tests.Rendering;

/// <summary>What the programs in the images are made of.</summary>
internal static class Programs
{
    /// <summary>The projects of programs, and all that they reference.</summary>
    public static HashSet<string> Projects(params string[] programs)
    {
        HashSet<string> needed = new(StringComparer.Ordinal);
        Queue<string> open = new(programs);
        while (open.TryDequeue(out var project))
        {
            if (needed.Add(project))
            {
                foreach (var reference in XDocument.Load(Path.Combine(Kubectl.Root, project, $"{project}.csproj")).Descendants("ProjectReference"))
                {
                    open.Enqueue(Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
                }
            }
        }

        return needed;
    }
}
