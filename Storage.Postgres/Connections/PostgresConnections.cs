using Npgsql;

namespace OrleansIm.Storage.Postgres.Connections;

/// <summary>Opens the pool of connections with the settings that everything here relies on.</summary>
public static class PostgresConnections
{
    /// <summary>Size of the pool unless the connection string states one.</summary>
    public const int DefaultPoolSize = 20;

    // All statements here are point look-ups from a list of keys. Left to its statistics the planner may hash a whole table
    // right after it was filled, and keep that plan: a nested loop over the indexes is right at every size.
    // The driver's pool is told not to reset sessions, so this holds for a connection's life.
    private const string Settings =
        """
        set default_transaction_isolation = 'read committed';
        set plan_cache_mode = force_generic_plan;
        set enable_hashjoin = off;
        set enable_mergejoin = off;
        set enable_seqscan = off;
        set enable_bitmapscan = off;
        set jit = off;
        select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local');
        """;

    /// <summary>
    /// Single statements prepare themselves after their second use. Batches are prepared explicitly: a batch that fails while
    /// the driver prepares on the fly leaves it believing in statements that the server never saw.
    /// </summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true, Enlist = false };
        Default(text, "Maximum Pool Size", () => text.MaxPoolSize = DefaultPoolSize);
        Default(text, "Max Auto Prepare", () => text.MaxAutoPrepare = 100);
        Default(text, "Auto Prepare Min Usages", () => text.AutoPrepareMinUsages = 2);
        Default(text, "Command Timeout", () => text.CommandTimeout = 15);
        Default(text, "Application Name", () => text.ApplicationName = "OrleansIm");
        var builder = new NpgsqlDataSourceBuilder(text.ConnectionString);
        builder.UsePhysicalConnectionInitializer(Prepare, PrepareAsync);
        return builder.Build();
    }

    private static void Default(NpgsqlConnectionStringBuilder text, string keyword, Action set)
    {
        if (!text.ShouldSerialize(keyword))
        {
            set();
        }
    }

    private static void Prepare(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(Settings, connection);
        command.ExecuteNonQuery();
    }

    private static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Settings, connection);
        await command.ExecuteNonQueryAsync();
    }
}
