using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>Looks at the log levels before the logging does: its own error doesn't know which setting was meant.</summary>
internal static class LogLevels
{
    /// <exception cref="SettingException">One of them is none.</exception>
    public static void Check(IConfiguration configuration)
    {
        var logging = configuration.GetSection("Logging");
        foreach (var level in logging.GetChildren().Prepend(logging).SelectMany(static part => part.GetSection("LogLevel").GetChildren()))
        {
            if (level.Value is { Length: > 0 } value && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _))
            {
                throw new SettingException(
                    level.Path.Replace(":", "__", StringComparison.Ordinal),
                    $"'{value}' is none of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }
    }
}
