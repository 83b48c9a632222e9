using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Expiries;
using OrleansIm.Storage.Expiries;

namespace OrleansIm.Grains.Expiries;

/// <summary>Wakes up conversations in which the time of messages is over; what no server was there for is found at the start.</summary>
internal sealed partial class ExpirySweep(
    IGrainFactory grains, IExpiryStore store, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ExpirySweep> logger)
    : DueSweep(lifetime, time)
{
    protected override ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit) =>
        store.DueAsync(now, after, limit, CancellationToken.None);

    protected override ValueTask WakeAsync(string due) =>
        grains.GetGrain<IConversationExpiryGrain>(GrainKeys.Conversation(due)).ExpireAsync();

    protected override void NotSwept(Exception failure) => LogNotSwept(failure);

    protected override void NotWoken(string due, string reason) => LogNotWoken(due, reason);

    [LoggerMessage(3161, LogLevel.Warning, "Messages whose time is over could not be looked for; it is tried again")]
    private partial void LogNotSwept(Exception failure);

    [LoggerMessage(3162, LogLevel.Information, "Messages of {Conversation} whose time is over could not be taken back; it is tried again: {Reason}")]
    private partial void LogNotWoken(string conversation, string reason);
}
