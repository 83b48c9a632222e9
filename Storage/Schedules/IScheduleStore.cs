using OrleansIm.Domain;
using OrleansIm.Domain.Schedules;

namespace OrleansIm.Storage.Schedules;

/// <summary>
/// Messages that users have written to be sent later. Each step is decided by what is stored at that moment, so that of a change, a cancel and
/// the sending that meet, one comes first for all, whoever does them. What is written is durable on return. All methods are safe to call concurrently.
/// </summary>
public interface IScheduleStore
{
    /// <summary>The message of this name; null for none.</summary>
    ValueTask<ScheduledMessage?> FindAsync(string user, string conversation, string clientId, CancellationToken cancellation);

    /// <summary>
    /// Keeps a message, waiting, in the place of what has its name. False if that is being sent, or if the user has
    /// <paramref name="most"/> others already; then nothing is changed.
    /// </summary>
    ValueTask<bool> SaveAsync(string user, ScheduledMessage message, int most, CancellationToken cancellation);

    /// <summary>Removes a message unless it is being sent. True if it was removed.</summary>
    ValueTask<bool> CancelAsync(string user, string conversation, string clientId, CancellationToken cancellation);

    /// <summary>The user's messages behind a place, in the order of their places.</summary>
    ValueTask<IReadOnlyList<ScheduledMessage>> ListAsync(string user, SchedulePlace after, int limit, CancellationToken cancellation);

    /// <summary>Users behind <paramref name="after"/> of whom a message has to be sent at <paramref name="now"/>, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Takes those of the user's messages that have to be sent, those included that were taken before and of which nothing was heard since. From then
    /// on they can't be changed or cancelled.
    /// </summary>
    ValueTask<IReadOnlyList<ScheduledMessage>> TakeAsync(string user, long now, SchedulePlace after, int limit, CancellationToken cancellation);

    /// <summary>A message that was taken is in the log.</summary>
    ValueTask SentAsync(string user, string conversation, string clientId, CancellationToken cancellation);

    /// <summary>A message that was taken was refused. It stays, and is not taken again.</summary>
    ValueTask FailAsync(string user, string conversation, string clientId, ErrorCode code, CancellationToken cancellation);
}
