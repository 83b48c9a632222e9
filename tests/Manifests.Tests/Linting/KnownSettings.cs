using System.Reflection;
using System.Text.RegularExpressions;
using OrleansIm.Manifests.Tests.Rendering;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>
/// The settings that the programs read, found in the programs: options classes by where they are bound, all else by the keys
/// that stand in the source. A name in a manifest that is none of them would be ignored without a word.
/// </summary>
internal static partial class KnownSettings
{
    private static readonly Lazy<HashSet<string>> Names = new(Find);

    /// <summary>All of them; a name that only begins others is that of a section.</summary>
    public static IEnumerable<string> InSource => Names.Value.Where(static name =>
        !Names.Value.Any(other => other.StartsWith(name + "__", StringComparison.Ordinal)));

    public static bool Contains(string name) =>
        Names.Value.Contains(name) || name == "ASPNETCORE_URLS"
        || name.StartsWith("Logging__LogLevel__", StringComparison.Ordinal) || Operator().IsMatch(name)
        || Runtime().IsMatch(name);

    private static HashSet<string> Find()
    {
        var sources = Programs.Projects("Silo", "Gateway").Select(static project => Path.Combine(Kubectl.Root, project))
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText).ToList();
        var types = Directory.EnumerateFiles(AppContext.BaseDirectory, "OrleansIm.*.dll").Select(Assembly.LoadFrom)
            .SelectMany(static assembly => assembly.GetTypes()).Where(static type => type.IsClass).ToLookup(static type => type.Name);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            names.UnionWith(Key().Matches(source).Select(static match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)));
            foreach (Match bound in Bound().Matches(source))
            {
                var type = types[bound.Groups["type"].Value].Single();
                var section = bound.Groups["section"].Success
                    ? bound.Groups["section"].Value
                    : (string)type.GetField("Section")!.GetValue(null)!;
                names.UnionWith(Properties(type, section.Replace(":", "__", StringComparison.Ordinal)));
            }

            // Read by hand, ahead of the host: a section X is the class XOptions.
            foreach (var section in Section().Matches(source).Select(static match => match.Groups[1].Value))
            {
                names.UnionWith(types[section + "Options"].SelectMany(type => Properties(type, section)));
            }
        }

        return names;
    }

    private static IEnumerable<string> Properties(Type type, string section) => type.GetProperties()
        .SelectMany(property => property.PropertyType.Assembly == type.Assembly && property.PropertyType.IsClass
            ? Properties(property.PropertyType, $"{section}__{property.Name}")
            : [$"{section}__{property.Name}"]);

    [GeneratedRegex("\"([A-Z][A-Za-z]+:[A-Z][A-Za-z:]+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("""AddOptions<(?<type>\w+)>\(\)[^;]*?\.BindConfiguration\(("(?<section>[^"]+)"|\w+\.Section)\)""")]
    private static partial Regex Bound();

    [GeneratedRegex("""GetSection\("(\w+)"\)""")]
    private static partial Regex Section();

    /// <summary>A list, whose entries are read as one.</summary>
    [GeneratedRegex("^Operators__[0-9]+__(Name|PasswordHash|Role)$")]
    private static partial Regex Operator();

    /// <summary>What .NET itself reads.</summary>
    [GeneratedRegex("^DOTNET_[A-Za-z_]+$")]
    private static partial Regex Runtime();
}
