using OrleansIm.Gateway.Startup;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Silo.Startup;

/// <summary>What can go wrong at start because of the storage, beside what every host explains.</summary>
internal static class StartupFailures
{
    /// <summary>One sentence for the operator, or null for a failure nobody foresaw: then the whole of it is wanted.</summary>
    public static string? Explain(Exception failure) => StartupFailure.Explain(failure, static known => known switch
    {
        DirectoryInUseException directory => $"Data__Directory: {directory.Message}",
        SchemaTooNewException schema => schema.Message,
        _ => null,
    });
}
