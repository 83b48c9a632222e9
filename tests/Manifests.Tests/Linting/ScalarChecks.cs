using System.Globalization;
using System.Text.RegularExpressions;
using OrleansIm.Manifests.Tests.Rendering;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansIm.Manifests.Tests.Linting;

/// <summary>Values that have to be text and are written so that YAML takes them for something else: the API refuses those.</summary>
internal static partial class ScalarChecks
{
    private static readonly HashSet<string> TextMaps = new(StringComparer.Ordinal)
    {
        "data", "stringData", "labels", "annotations", "matchLabels", "nodeSelector",
    };

    public static IEnumerable<string> Run(Manifest manifest)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(manifest.Text));
        }
        catch (YamlException failure)
        {
            return [$"no YAML: {failure.Message}"];
        }

        return stream.Documents.SelectMany(static document => Walk(document.RootNode, string.Empty));
    }

    private static IEnumerable<string> Walk(YamlNode node, string path) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair => Child(pair.Key.ToString(), pair.Value, path)),
        YamlSequenceNode list => list.Children.SelectMany(child => Walk(child, path)),
        _ => [],
    };

    private static IEnumerable<string> Child(string key, YamlNode value, string path)
    {
        var here = $"{path}.{key}";
        if (value is YamlScalarNode { Style: ScalarStyle.Plain } scalar && IsText(key, path) && !IsPlainText(scalar.Value ?? string.Empty))
        {
            yield return $"unquoted: {here}: {scalar.Value} has to be text";
        }

        foreach (var complaint in Walk(value, here))
        {
            yield return complaint;
        }
    }

    private static bool IsText(string key, string path) =>
        TextMaps.Contains(path.Split('.')[^1]) || (key == "value" && path.EndsWith(".env", StringComparison.Ordinal));

    private static bool IsPlainText(string value) =>
        !Keyword().IsMatch(value) && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("^(|~|null|true|false|yes|no|on|off|0x[0-9a-f]+|0o?[0-7]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Keyword();
}
