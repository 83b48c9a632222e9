namespace OrleansIm.Support.Servers;

/// <summary>Finds what the same build has made of the other projects.</summary>
public static class Artifacts
{
    private static readonly string Bin = FindBin();

    /// <summary>Path of a project's assembly in the configuration of the running tests.</summary>
    public static string Assembly(string project) => Assembly(project, Bin);

    /// <summary>Path of a project's assembly in another build: the folder <c>artifacts/bin</c> of a checkout.</summary>
    public static string Assembly(string project, string bin)
    {
        var path = Path.Combine(bin, project, Configuration, $"OrleansIm.{project}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built in this configuration.", path);
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;

    private static string FindBin()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (directory.Name == "bin" && directory.Parent?.Name == "artifacts")
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not inside artifacts/bin.");
    }
}
