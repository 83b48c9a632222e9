using Npgsql;
using OrleansIm.Storage.Health;

namespace OrleansIm.Storage.Postgres.Health;

/// <summary>Connections of its own, usually one that is kept open, that ask for nothing.</summary>
internal sealed class PostgresProbe(string connectionString) : IStorageProbe, IAsyncDisposable
{
    private const int SecondsToGiveUp = 2;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MinPoolSize = 0,
        MaxPoolSize = 4,
        Timeout = SecondsToGiveUp,
        CommandTimeout = SecondsToGiveUp,
        CancellationTimeout = -1,
        ApplicationName = "OrleansIm probe",
        Enlist = false,
    });

    /// <remarks>
    /// The driver is not told to cancel: it would connect to the server, on the spot, to have the statement stopped there, and
    /// wait for a server that does not answer. What is no longer waited for runs into the driver's own time-outs.
    /// </remarks>
    public async ValueTask ProbeAsync(CancellationToken cancellation)
    {
        var asked = AskAsync();
        try
        {
            await asked.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            _ = asked.ContinueWith(
                static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task AskAsync()
    {
        await using var command = _source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(CancellationToken.None);
    }
}
