namespace OrleansIm.Support.Servers;

/// <summary>Files of the repository that tests hold the programs against.</summary>
public static class RepositoryFiles
{
    /// <summary>Text of a file.</summary>
    /// <param name="path">From the root of the repository.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Artifacts.Assembly("Silo"))!, "../../../.."));
}
