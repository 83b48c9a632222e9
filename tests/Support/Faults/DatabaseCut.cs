using System.Net.Sockets;
using Npgsql;
using OrleansIm.Support.Campaigns;

namespace OrleansIm.Support.Faults;

/// <summary>Takes the database from one silo alone: it sees and is seen by all others, but nothing it commits ends.</summary>
public sealed class DatabaseCut(ClusterBed bed, TimeSpan length, int first) : INemesis
{
    private int _next = first;

    public string Name => "silo cut from the database alone";

    public async Task StrikeAsync(CancellationToken cancellation)
    {
        var (proxy, connection) = bed.DatabaseOf(_next++ % bed.Cluster.Silos.Count);
        proxy.BlackHole();
        try
        {
            if (await CanConnectAsync(connection, cancellation))
            {
                throw new InvalidOperationException("The cut did not take effect: a connection to the database could be made through it.");
            }

            await Task.Delay(length, cancellation);
        }
        finally
        {
            proxy.Heal();
        }
    }

    private static async Task<bool> CanConnectAsync(string text, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(text) { Pooling = false, Timeout = 1 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or SocketException or IOException)
        {
            return false;
        }
    }
}
