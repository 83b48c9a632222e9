using Microsoft.Extensions.Logging;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Options;

namespace OrleansIm.Gateway.Startup;

/// <summary>
/// Brings a data directory that an older version made, or that was copied, to what a new one has: nobody but its owner reads the
/// messages, the secret and the certificate in it.
/// </summary>
public static partial class PrivateData
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] Ours = [SharedSecret.FileName, DevelopmentCertificate.FileName, "console.password", "oim.lock", "oim*.db", "oim*.db-*"];

    /// <summary>Takes the permissions of others away; where that is not allowed, or others have their files in the directory, it says so.</summary>
    public static void Tighten(string directory, ILogger logger)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The mark of a directory that everybody writes to, such as /tmp: to close it would lock them out.
        if ((File.GetUnixFileMode(directory) & UnixFileMode.StickyBit) != 0)
        {
            LogOpen(logger, directory, "others have their files in it, too");
        }
        else
        {
            Close(directory, logger);
        }

        foreach (var file in Ours.SelectMany(name => Directory.EnumerateFiles(directory, name)).Distinct(StringComparer.Ordinal))
        {
            Close(file, logger);
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Close(string path, ILogger logger)
    {
        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & Others) != 0)
            {
                File.SetUnixFileMode(path, mode & ~Others);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogOpen(logger, path, failure.Message);
        }
    }

    [LoggerMessage(2141, LogLevel.Warning, "Other users of this machine may be able to read '{Path}': {Reason}")]
    private static partial void LogOpen(ILogger logger, string path, string reason);
}
