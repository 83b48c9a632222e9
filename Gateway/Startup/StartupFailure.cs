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
        ["CursorWriterOptions"] = "Storage__Cursors",
    };

    /// <summary>The sentence, or null for a failure nobody foresaw: then the whole of it is wanted.</summary>
    /// <param name="failure">What stopped the start.</param>
    /// <param name="own">Explains what only the caller knows of; null for all else.</param>
    public static string? Explain(Exception failure, Func<Exception, string?>? own = null) => failure switch
    {
        _ when own?.Invoke(failure) is { } sentence => sentence,
        SettingException setting => setting.Message,
        OptionsValidationException options => string.Join(' ', options.Failures.Select(text => Name(options.OptionsType, text))),
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } binding
            when binding.Message.StartsWith("Failed to convert", StringComparison.Ordinal) =>
            Setting().Replace(binding.Message, static match => match.Value.Replace(":", "__", StringComparison.Ordinal)),
        _ when failure.InnerException is { } inner => Explain(inner, own),
        _ => null,
    };

    private static string Name(Type options, string failure)
    {
        var member = Member().Match(failure);
        var section = Sections.GetValueOrDefault(options.Name, options.Name);
        return member.Success ? $"{section}__{member.Groups["name"].Value}: {member.Groups["why"].Value}" : $"{section}: {failure}";
    }

    [GeneratedRegex("members: '(?<name>[^']+)' with the error: '(?<why>.*)'")]
    private static partial Regex Member();

    [GeneratedRegex("(?<=at ')[^']+(?=')")]
    private static partial Regex Setting();
}
