using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Conversations;

/// <summary>Puts a conversation's page together. A conversation without a grain is not given one.</summary>
internal sealed partial class ConversationReader(
    IGrainFactory grains, IMessageLog log, IInspectionStore store, TimeProvider time, ILogger<ConversationReader> logger)
{
    private const int MembersShown = 50;
    private const int EntriesShown = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="conversation">Which.</param>
    /// <param name="after">The page of members begins after this name.</param>
    /// <param name="before">The page of entries ends below this sequence; 0 for the newest.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null if nothing was ever written there.</returns>
    public async Task<ConversationView?> ReadAsync(string conversation, string after, long before, CancellationToken cancellation)
    {
        if (await store.ConversationAsync(conversation, cancellation) is not { } facts)
        {
            return null;
        }

        var members = await store.MembersAsync(conversation, after, MembersShown + 1, cancellation);
        var entries = await log.ReadBackwardAsync(conversation, before > 0 ? before : long.MaxValue, 0, EntriesShown, cancellation);
        var (silo, grain) = await GrainAsync(conversation);
        return new ConversationView(
            conversation, facts, silo, grain, [.. members.Take(MembersShown)],
            members.Count > MembersShown ? members[MembersShown - 1].User : null, [.. entries.Reverse()], before);
    }

    private async Task<(string? Silo, ConversationInspection? Grain)> GrainAsync(string conversation)
    {
        var grain = grains.GetGrain<IConversationInspectGrain>(GrainKeys.Conversation(conversation));
        string? silo = null;
        try
        {
            silo = (await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain).AsTask().WaitAsync(Patience, time))?.ToString();
            return silo is null ? default : (silo, await grain.InspectAsync().AsTask().WaitAsync(Patience, time));
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogUnanswered(conversation, failure);
            return (silo, null);
        }
    }

    [LoggerMessage(4031, LogLevel.Information, "The grain of {Conversation} did not answer the console")]
    private partial void LogUnanswered(string conversation, Exception failure);
}
