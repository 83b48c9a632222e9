using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>Turns what can go wrong at start into one sentence for the operator.</summary>
public static partial class StartupFailure
{
    /// <summary>Section of the configuration that each options class is bound to.</summary>
    private static readonly Dictionary<string, string> Sections = new(StringComparer.Ordinal)
    {
        ["LimitOptions"] = "Limits",
        ["ConversationOptions"] = "Conversations",
        ["LogAppenderOptions"] = "Storage__Appender",
        ["SessionPolicy"] = "Sessions",
        ["DeviceOptions"] = "Devices",
        ["CursorWriterOptions"] = "Storage__Cursors",
    };

    /// <summary>The sentence, or null for a failure nobody foresaw: then the whole of it is wanted.</summary>
    /// <param name="failure">What stopped the start.</param>
    /// <param name="own">Explains what only the caller knows of; null for all else.</param>
    public static string? Explain(Exception failure, Func<Exception, string?>? own = null) => failure switch
    {
        _ when own?.Invoke(failure) is { } sentence => sentence,
        SettingException setting => setting.Message,
        OptionsValidationException options => Joined(options.Failures.Select(text => Name(options.OptionsType, text))),
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } binding
            when Conversion().Match(binding.Message) is { Success: true } match => Converted(match),
        AggregateException several => Together(several.InnerExceptions.Select(inner => Explain(inner, own))),
        _ when failure.InnerException is { } inner => Explain(inner, own),
        _ => null,
    };

    private static string Name(Type options, string failure)
    {
        if (Whole().IsMatch(failure))
        {
            return failure;
        }

        var member = Member().Match(failure);
        var section = Sections.GetValueOrDefault(options.Name, options.Name);
        return member.Success ? $"{section}__{member.Groups["name"].Value}: {member.Groups["why"].Value}" : $"{section}: {failure}";
    }

    private static string Converted(Match match)
    {
        var setting = match.Groups["path"].Value.Replace(":", "__", StringComparison.Ordinal);
        var wanted = match.Groups["type"].Value switch
        {
            "System.Int32" => $"no whole number of at most {int.MaxValue}",
            "System.Int64" => "no whole number",
            "System.TimeSpan" => "no time such as 00:00:01.5",
            "System.Boolean" => "neither true nor false",
            _ => "not understood",
        };
        return $"{setting}: '{match.Groups["value"].Value}' is {wanted}.";
    }

    /// <summary>Null if one of them was not foreseen.</summary>
    private static string? Together(IEnumerable<string?> sentences)
    {
        var all = sentences.ToArray();
        return all.Length == 0 || all.Contains(null) ? null : Joined(all!);
    }

    /// <summary>Several sentences as one; only the last keeps its full stop.</summary>
    private static string Joined(IEnumerable<string> sentences)
    {
        var all = sentences.ToArray();
        return string.Join("; ", [.. all[..^1].Select(static sentence => sentence.TrimEnd('.')), all[^1]]);
    }

    [GeneratedRegex("members: '(?<name>[^']+)' with the error: '(?<why>.*)'")]
    private static partial Regex Member();

    /// <summary>A sentence that names its setting already.</summary>
    [GeneratedRegex(@"^\w+__\w+: ")]
    private static partial Regex Whole();

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<path>[^']+)' to type '(?<type>[^']+)'", RegexOptions.Singleline)]
    private static partial Regex Conversion();
}
