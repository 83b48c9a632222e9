using Mono.Cecil;

namespace OrleansIm.Architecture.Tests;

/// <summary>One built project: its hand-written types, and which types each of them mentions.</summary>
internal sealed class BuiltProject : IDisposable
{
    private const string Prefix = "OrleansIm.";

    private readonly AssemblyDefinition _assembly;

    private BuiltProject(AssemblyDefinition assembly)
    {
        _assembly = assembly;
        Types = [.. assembly.MainModule.Types.Where(IsWritten)];
        Mentions = Types.ToDictionary(static type => type, static type => Mentioned.By(type));
    }

    /// <summary>Top-level types; nested ones count as part of the type around them.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    public IReadOnlyDictionary<TypeDefinition, HashSet<TypeReference>> Mentions { get; }

    public IEnumerable<string> References => _assembly.MainModule.AssemblyReferences
        .Select(static reference => reference.Name)
        .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(static name => name[Prefix.Length..]);

    public static BuiltProject Open(string project) =>
        new(AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, $"{Prefix}{project}.dll")));

    public void Dispose() => _assembly.Dispose();

    /// <summary>Types that reach themselves by way of other types of this project.</summary>
    public IReadOnlyList<string> Circles()
    {
        var next = Mentions.ToDictionary(
            static pair => pair.Key.FullName,
            pair => pair.Value.Select(static type => type.FullName).Where(name => name != pair.Key.FullName).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        return [.. next.Keys.Where(type => Reaches(next, type)).Order(StringComparer.Ordinal)];
    }

    private static bool Reaches(Dictionary<string, HashSet<string>> next, string start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[start]);
        while (open.TryPop(out var type))
        {
            if (type == start)
            {
                return true;
            }

            if (seen.Add(type) && next.TryGetValue(type, out var further))
            {
                foreach (var one in further)
                {
                    open.Push(one);
                }
            }
        }

        return false;
    }

    private static bool IsWritten(TypeDefinition type) =>
        type.Namespace.StartsWith(Prefix, StringComparison.Ordinal)
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.CustomAttributes.Any(static attribute => attribute.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute");
}
