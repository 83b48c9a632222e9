using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Presence;
using OrleansIm.Grains.Interfaces.Users;
using Polly;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Tells everybody who knows a session that it is over.</summary>
internal sealed partial class SessionEndings(LargeConversations large, PresenceBoard presence, ResiliencePipeline retries, ILogger<SessionEndings> logger)
{
    /// <summary>The connection has ended, and with it the session.</summary>
    public async Task EndAsync(ClientSession session)
    {
        Leave(session);
        try
        {
            await CloseAsync(session, session.Deliveries.TakeAcks(), forget: false);
        }
        catch (Exception failure)
        {
            // The user's grain finds out when it pushes, or at the next login of the device.
            LogNotTold(session.Facts.User, failure);
        }
    }

    /// <summary>The client logs out and its device is to be forgotten, which must not fail unseen: it is tried again within a bound.</summary>
    /// <exception cref="BusyException">It can't be at the moment; the session goes on.</exception>
    public async Task ForgetAsync(ClientSession session)
    {
        await retries.ExecuteAsync(
            static async (call, _) => await CloseAsync(call.session, call.acks, forget: true),
            (session, acks: session.Deliveries.TakeAcks()));
        Leave(session);
    }

    private static async ValueTask CloseAsync(ClientSession session, SeqMark[] acks, bool forget) => BusyException.ThrowIf(
        await session.User.CloseAsync(session.Facts.Session, new Immutable<SeqMark[]>(acks), forget));

    private void Leave(ClientSession session)
    {
        session.Deliveries.Stop();
        session.Calls.End();
        session.Requests?.End();
        large.Leave(session);
        if (session.KnownPresence is { } view)
        {
            presence.Leave(view);
        }
    }

    [LoggerMessage(2121, LogLevel.Information, "The end of a session of {User} could not be told")]
    private partial void LogNotTold(string user, Exception failure);
}
