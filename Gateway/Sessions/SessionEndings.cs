using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansIm.Gateway.Node;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Tells everybody who knows a session that it is over.</summary>
internal sealed partial class SessionEndings(LargeConversations large, ILogger<SessionEndings> logger)
{
    public async Task EndAsync(ClientSession session, bool forget)
    {
        session.Deliveries.Stop();
        large.Leave(session);
        try
        {
            await session.User.CloseAsync(
                session.Facts.Session, new Immutable<SeqMark[]>(session.Deliveries.TakeAcks()), forget);
        }
        catch (Exception failure) when (!forget)
        {
            // The user's grain finds out when it pushes, or at the next login of the device.
            LogNotTold(session.Facts.User, failure);
        }
    }

    [LoggerMessage(2121, LogLevel.Information, "The end of a session of {User} could not be told")]
    private partial void LogNotTold(string user, Exception failure);
}
