using Microsoft.Extensions.Configuration;
using OrleansIm.Gateway.Options;
using StackExchange.Redis;

namespace OrleansIm.Gateway.Startup;

/// <summary>How gateways and silos find each other, the same for both programs.</summary>
/// <param name="Clustering">Where the membership table is.</param>
/// <param name="Redis">Connection string of Redis, as StackExchange.Redis reads it; empty without it.</param>
/// <param name="Postgres">Connection string of PostgreSQL; empty means SQLite in the data directory.</param>
/// <param name="ClusterId">Those with the same id form one cluster.</param>
/// <param name="ServiceId">Names the stored grain state; must never change.</param>
public sealed record ClusterSettings(Clustering Clustering, string Redis, string Postgres, string ClusterId, string ServiceId)
{
    /// <summary>How a connection string of PostgreSQL looks.</summary>
    public const string PostgresForm = "Host=127.0.0.1;Port=5432;Username=oim;Password=...;Database=oim";

    /// <summary>How a connection string of Redis looks.</summary>
    public const string RedisForm = "127.0.0.1:6379,password=...";

    /// <exception cref="SettingException">Something is wrong or missing; the message names the setting.</exception>
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var settings = new ClusterSettings(
            Kind(configuration["Cluster:Membership"] ?? string.Empty),
            configuration["Storage:Redis"] ?? string.Empty,
            configuration["Storage:Postgres"] ?? string.Empty,
            Text(configuration, "Cluster:Id"),
            Text(configuration, "Cluster:ServiceId"));
        // Not quoted in the sentence: there is a password in it.
        if (settings.Postgres.StartsWith("postgres", StringComparison.OrdinalIgnoreCase)
            && settings.Postgres.Contains("://", StringComparison.Ordinal))
        {
            throw new SettingException("Storage__Postgres", $"URLs are not understood here; say it as {PostgresForm}.");
        }

        CheckRedis(settings.Redis);
        if (settings is { Clustering: Clustering.Redis, Redis: "" })
        {
            throw new SettingException("Storage__Redis", "is empty, but Cluster__Membership says redis.");
        }

        if (settings is { Clustering: Clustering.Postgres, Postgres: "" })
        {
            throw new SettingException("Storage__Postgres", "is empty, but Cluster__Membership says postgres.");
        }

        return settings;
    }

    private static void CheckRedis(string connection)
    {
        if (connection.Contains("://", StringComparison.Ordinal))
        {
            throw new SettingException("Storage__Redis", $"URLs are not understood here; say it as {RedisForm}.");
        }

        if (connection.Length == 0)
        {
            return;
        }

        try
        {
            ConfigurationOptions.Parse(connection);
        }
        catch (ArgumentException failure)
        {
            throw new SettingException("Storage__Redis", $"is no connection string such as {RedisForm}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static Clustering Kind(string value) => value switch
    {
        "" or "localhost" => Clustering.Localhost,
        "redis" => Clustering.Redis,
        "postgres" => Clustering.Postgres,
        _ => throw new SettingException("Cluster__Membership", $"'{value}' is none of localhost, redis and postgres."),
    };

    private static string Text(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : "orleansim";
}
