using System.Text.RegularExpressions;

namespace OrleansIm.Architecture.Tests;

/// <summary>Files and folders stay small, stand where their names say, and speak only of this project.</summary>
public sealed partial class TreeTests
{
    private const int LinesPerFile = 400;
    private const int FilesPerFolder = 25;

    [Fact]
    public void No_file_is_longer_than_a_sitting() =>
        Assert.DoesNotContain(Repository.SourceFiles, static file => File.ReadLines(Path.Combine(Repository.Root, file)).Count() > LinesPerFile);

    [Fact]
    public void No_folder_is_fuller_than_a_glance() =>
        Assert.Empty(Repository.SourceFiles.GroupBy(Path.GetDirectoryName)
            .Where(static folder => folder.Count() > FilesPerFolder).Select(static folder => folder.Key));

    [Fact]
    public void Namespaces_equal_folders()
    {
        var strangers =
            from file in Repository.SourceFiles
            let declared = Namespace().Match(Repository.Read(file))
            where declared.Success
            let folder = Path.GetDirectoryName(file)!.Replace('/', '.')
            let expected = $"OrleansIm.{Within(folder)}"
            where declared.Groups[1].Value != expected
            select $"{file}: {declared.Groups[1].Value}";

        Assert.Empty(strangers);
    }

    [Fact]
    public void Nothing_speaks_of_the_place_where_it_was_written()
    {
        // Put together here, so that this file does not speak of it either.
        string[] foreign = [string.Concat("/", "work", "/"), string.Concat("..", "/", "shared")];

        Assert.DoesNotContain(
            Repository.Files.Where(IsText), file => foreign.Any(word => Repository.Read(file).Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>Floods are held back by category and id, and people search by it.</summary>
    [Fact]
    public void No_two_events_of_the_log_have_the_same_id()
    {
        var ids = Repository.SourceFiles.SelectMany(static file => LogEvent().Matches(Repository.Read(file)).Select(static match => match.Groups[1].Value));

        Assert.Empty(ids.GroupBy(static id => id).Where(static same => same.Count() > 1).Select(static same => same.Key));
    }

    private static string Within(string folder)
    {
        foreach (var outside in new[] { "tests.", "bench." })
        {
            if (folder.StartsWith(outside, StringComparison.Ordinal))
            {
                return folder[outside.Length..];
            }
        }

        return folder;
    }

    private static bool IsText(string file) =>
        Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".targets" or ".sln" or ".md" or ".json" or ".sql" or ".yml" or ".yaml"
            or ".sh" or ".txt" or ".html" or ".js" or ".editorconfig" or "" || Path.GetFileName(file).StartsWith('.');

    [GeneratedRegex(@"\[LoggerMessage\((\d+)")]
    private static partial Regex LogEvent();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
