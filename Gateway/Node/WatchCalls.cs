using Microsoft.Extensions.Logging;
using OrleansIm.Gateway.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Gateway.Node;

/// <summary>
/// Tells conversations that this gateway watches them, or no longer does. Calls overtake each other on the way: a goodbye that
/// arrived after the next watch would end it, so that one waits.
/// </summary>
internal sealed partial class WatchCalls(IGrainFactory grains, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _goodbyes = new(StringComparer.Ordinal);

    /// <summary>Asks for the watch, or for more time of it, and gives the conversation's head, and who left last.</summary>
    /// <exception cref="BusyException">It is not watched; ask again.</exception>
    public async Task<WatchResult> WatchAsync(string conversation, GatewayAddress gateway)
    {
        await GoodbyeTo(conversation);
        var answer = await Grain(conversation).WatchAsync(gateway);
        BusyException.ThrowIf(answer.Code);
        return answer;
    }

    /// <summary>Ends the watch, in the background.</summary>
    public void Unwatch(string conversation, GatewayAddress gateway)
    {
        lock (_gate)
        {
            _goodbyes[conversation] = UnwatchAsync(_goodbyes.GetValueOrDefault(conversation, Task.CompletedTask), conversation, gateway);
        }
    }

    /// <summary>Forgets goodbyes that have been said.</summary>
    public void Tidy()
    {
        lock (_gate)
        {
            foreach (var (conversation, goodbye) in _goodbyes)
            {
                if (goodbye.IsCompleted)
                {
                    _goodbyes.Remove(conversation);
                }
            }
        }
    }

    private Task GoodbyeTo(string conversation)
    {
        lock (_gate)
        {
            return _goodbyes.GetValueOrDefault(conversation, Task.CompletedTask);
        }
    }

    private async Task UnwatchAsync(Task before, string conversation, GatewayAddress gateway)
    {
        await before;
        try
        {
            await Grain(conversation).UnwatchAsync(gateway.Id);
        }
        catch (Exception failure)
        {
            LogUnwatchFailed(conversation, failure);
        }
    }

    private IConversationWatchGrain Grain(string conversation) =>
        grains.GetGrain<IConversationWatchGrain>(GrainKeys.Conversation(conversation));

    [LoggerMessage(2202, LogLevel.Information, "The watch of {Conversation} could not be ended; it lapses by itself")]
    private partial void LogUnwatchFailed(string conversation, Exception failure);
}
