using Npgsql;
using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>
/// The disk of PostgreSQL has no room left for a while: first for its tables, then for its log, which ends the server. It is
/// started again when there is room, as whoever makes the room does it.
/// </summary>
public sealed class DiskFiller(ClusterBed bed, TimeSpan length) : INemesis
{
    public string Name => "full disk of PostgreSQL";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var disk = bed.Disk ?? throw new InvalidOperationException("This cluster has no small disk.");
        try
        {
            await disk.FillAsync();
            await Task.Delay(length / 2, cancellation);
            await ForceLogAsync(cancellation);
            await Task.Delay(length / 2, cancellation);
        }
        finally
        {
            disk.Free();
        }

        await bed.Postgres.HealAsync();
    }

    /// <summary>Asks for new pieces of the log until there is no room for one more.</summary>
    /// <exception cref="InvalidOperationException">There was room for all of them.</exception>
    private async Task ForceLogAsync(CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(bed.DatabaseOf(0).Connection) { Pooling = false, Timeout = 5 };
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellation);
            for (var piece = 0; piece < 200; piece++)
            {
                // A piece in which nothing is written is not given up.
                await using var command = new NpgsqlCommand("select pg_logical_emit_message(false, 'full', 'x'), pg_switch_wal()", connection);
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }
        catch (NpgsqlException)
        {
            // It stopped, or has stopped already: what was to happen.
            return;
        }

        throw new InvalidOperationException("The disk was full, and PostgreSQL had room for its log all the same.");
    }
}
