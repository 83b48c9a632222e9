using System.Globalization;
using System.Reflection;

namespace OrleansIm.Storage.Migrations;

/// <summary>Finds the steps embedded in an engine's assembly as <c>FOLDER/NNNN_name.sql</c>.</summary>
public static class MigrationScripts
{
    /// <summary>All steps in order; throws if their numbers are not 1, 2, 3, ...</summary>
    public static IReadOnlyList<Migration> Of(Assembly assembly, string folder)
    {
        var inside = $"{assembly.GetName().Name}.{folder}.";
        var steps = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(inside, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .OrderBy(step => step.Version)
            .ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Version != i + 1)
            {
                throw new InvalidOperationException($"Migration {i + 1} is missing or doubled in {inside}");
            }
        }

        return steps;
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        var file = resource[(resource[..^4].LastIndexOf('.') + 1)..^4];
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return new Migration(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file[5..], reader.ReadToEnd());
    }
}
