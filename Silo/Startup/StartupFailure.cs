using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Silo.Startup;

/// <summary>Turns what can go wrong at start into one sentence for the operator.</summary>
internal static class StartupFailure
{
    /// <summary>The sentence, or null for a failure nobody foresaw: then the whole of it is wanted.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        SettingException setting => setting.Message,
        OptionsValidationException options => $"{Section(options)}: {string.Join(' ', options.Failures)}",
        InvalidOperationException { InnerException: FormatException } binding => binding.Message,
        _ when failure.InnerException is { } inner => Explain(inner),
        _ => null,
    };

    private static string Section(OptionsValidationException options) =>
        options.OptionsType.Name.Replace("Options", string.Empty, StringComparison.Ordinal);
}
