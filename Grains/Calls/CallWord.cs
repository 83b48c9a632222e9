using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;

namespace OrleansIm.Grains.Calls;

/// <summary>
/// A conversation's word to its call that somebody may have no business there any more. Said only if there may be a call: that costs
/// memory to know, and no reading. Waited for within a bound, since whoever did it has done it whatever becomes of the word; then it is
/// tried on, and the call itself looks once in a while and before it passes anything on.
/// </summary>
internal sealed partial class CallWord(string conversation, IGrainFactory grains, TimeProvider time, ILogger logger)
{
    private const int Attempts = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // What an activation before this one was asked is not known. Whoever begins a call asks here first.
    private bool _mayHaveCall = true;
    private int _asked;

    /// <summary>Somebody wants to begin a call here.</summary>
    public void Asked()
    {
        _mayHaveCall = true;
        _asked++;
    }

    /// <summary>Members have gone, or of two one has blocked the other: that is so already for whoever asks here.</summary>
    public async ValueTask SayAsync()
    {
        if (!_mayHaveCall)
        {
            return;
        }

        var saying = SayOnAsync();
        try
        {
            await saying.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            LogSlow(conversation);
        }
    }

    private async Task SayOnAsync()
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await TrySayAsync(attempt))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), time);
        }
    }

    private async Task<bool> TrySayAsync(int attempt)
    {
        try
        {
            var asked = _asked;
            var result = await grains.GetGrain<ICallGrain>(GrainKeys.Conversation(conversation)).OustAsync();
            if (result is { Code: ErrorCode.None, Standing: null } && asked == _asked)
            {
                _mayHaveCall = false;
            }

            return result.Code == ErrorCode.None;
        }
        catch (Exception failure)
        {
            LogNotSaid(conversation, attempt, failure.Message);
            return false;
        }
    }

    [LoggerMessage(3135, LogLevel.Information, "Who has no business in the call of {Conversation} any more is not out of it yet; nobody waits for it any longer")]
    private partial void LogSlow(string conversation);

    [LoggerMessage(3136, LogLevel.Information, "The call of {Conversation} could not be told that somebody is to be out, attempt {Attempt}: {Reason}")]
    private partial void LogNotSaid(string conversation, int attempt, string reason);
}
