using Microsoft.Extensions.Logging;
using OrleansIm.Domain.Calls;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Grains.Calls;

/// <summary>
/// The way from a call to its users: to each one thing after the other, tried again a few times, and nobody waits for it. What gets lost all
/// the same their devices find when they ask next.
/// </summary>
internal sealed partial class CallBell(IGrainFactory grains, TimeProvider time, ILogger logger)
{
    /// <summary>So much may be on its way to one user; what comes on top is not taken.</summary>
    private const int MostWaiting = 256;

    private const int Attempts = 4;

    private readonly Dictionary<string, Queue<CallDelivery>> _waiting = new(StringComparer.Ordinal);

    /// <summary>False if there is too much on its way to the user.</summary>
    public bool TryTell(string user, CallDelivery push)
    {
        if (_waiting.TryGetValue(user, out var waiting))
        {
            if (waiting.Count >= MostWaiting)
            {
                return false;
            }

            waiting.Enqueue(push);
            return true;
        }

        _waiting[user] = new Queue<CallDelivery>([push]);
        _ = RunAsync(user, _waiting[user]);
        return true;
    }

    public void Tell(Call call, IEnumerable<CallNote> notes)
    {
        foreach (var note in notes)
        {
            var news = CallNews.Of(call, note.Event, note.By, note.Payload);
            if (note.Event == CallEvent.Invite)
            {
                news = news with { RingUntil = call.RingsUntil };
            }

            TryTell(note.To, new CallDelivery(0, news, note.Only, note.Except));
        }
    }

    /// <summary>Everybody who has to do with it learns how it stands; who knows makes nothing of it.</summary>
    public void TellStanding(Call call)
    {
        foreach (var party in call.Parties)
        {
            if (CallNews.For(call, party.User) is { } news)
            {
                TryTell(party.User, new CallDelivery(0, news, party.State == PartyState.In ? party.Device : null));
            }
        }
    }

    /// <summary>In the grain's own context, so that the queue needs no lock.</summary>
    private async Task RunAsync(string user, Queue<CallDelivery> waiting)
    {
        while (waiting.TryPeek(out var push))
        {
            await TellAsync(user, push);
            waiting.Dequeue();
        }

        _waiting.Remove(user);
    }

    private async Task TellAsync(string user, CallDelivery push)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                await grains.GetGrain<IUserCallsGrain>(GrainKeys.User(user)).TellAsync(push);
                return;
            }
            catch (Exception failure)
            {
                LogNotTold(user, push.News.Event, push.News.Call, attempt, failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), time);
            }
        }
    }

    [LoggerMessage(3131, LogLevel.Information, "{User} could not be told {Event} of call {Call}, attempt {Attempt}: {Reason}")]
    private partial void LogNotTold(string user, CallEvent @event, string call, int attempt, string reason);
}
