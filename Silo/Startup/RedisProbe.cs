using OrleansIm.Gateway.Options;
using StackExchange.Redis;

namespace OrleansIm.Silo.Startup;

/// <summary>Whether the membership can be read at all, asked before Orleans does: its own way to say no is a stack of exceptions and an abort.</summary>
internal static class RedisProbe
{
    /// <param name="connection">As StackExchange.Redis reads it.</param>
    /// <exception cref="SettingException">It can't be reached, or does not let us in.</exception>
    public static async Task CheckAsync(string connection)
    {
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(connection);
            await redis.GetDatabase().PingAsync();
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            throw new SettingException("Storage__Redis", $"Redis can't be used: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
