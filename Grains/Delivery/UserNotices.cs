using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Delivery;

/// <summary>
/// The silo's way to users for what is no entry of a log: told to the sessions that are open now, in no order. What must not be
/// lost stands in the storage as well; this only spares those who are there the asking.
/// </summary>
internal sealed partial class UserNotices(IGrainFactory grains, TimeProvider time, ILogger<UserNotices> logger)
{
    /// <summary>So many whispers may be on their way; more are dropped.</summary>
    private const int MostWhispers = 4096;

    private const int Attempts = 4;

    private int _whispers;

    /// <summary>Tells the user's sessions something that may be lost.</summary>
    public void Whisper(string user, GatewayPush push)
    {
        if (Interlocked.Increment(ref _whispers) > MostWhispers)
        {
            Interlocked.Decrement(ref _whispers);
            return;
        }

        _ = WhisperAsync(user, push);
    }

    /// <summary>Tells the user's sessions something, tried again a few times.</summary>
    /// <param name="user">Whom.</param>
    /// <param name="push">What.</param>
    /// <param name="except">The session that knows already; null for none.</param>
    public void Tell(string user, GatewayPush push, string? except) => _ = TellAsync(user, push, except);

    private async Task TellAsync(string user, GatewayPush push, string? except)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await grains.GetGrain<IUserInboxGrain>(GrainKeys.User(user)).NotifyAsync(push, except);
                return;
            }
            catch (Exception failure)
            {
                LogNotTold(user, push.GetType().Name, attempt, failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), time);
            }
        }
    }

    private async Task WhisperAsync(string user, GatewayPush push)
    {
        try
        {
            await grains.GetGrain<IUserInboxGrain>(GrainKeys.User(user)).NotifyAsync(push, null);
        }
        catch (Exception failure)
        {
            LogLost(user, failure.Message);
        }
        finally
        {
            Interlocked.Decrement(ref _whispers);
        }
    }

    [LoggerMessage(3062, LogLevel.Information, "{Push} could not be told to user {User}, attempt {Attempt}; it stands in the storage: {Reason}")]
    private partial void LogNotTold(string user, string push, int attempt, string reason);

    [LoggerMessage(3061, LogLevel.Debug, "A whisper to user {User} is lost: {Reason}")]
    private partial void LogLost(string user, string reason);
}
