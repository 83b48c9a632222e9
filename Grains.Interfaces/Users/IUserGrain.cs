using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>
/// A user as its own sessions see it: sessions, chat list, what each device still lacks. Key: <see cref="GrainKeys.User"/>.
/// Where the storage can fail, Busy comes back as an outcome; asking again is safe.
/// </summary>
[GrainInterfaceType("im.user"), Alias("im.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Opens a session; sessions that must give way are closed. The session catches up by <see cref="SyncAsync"/> before it goes live.</summary>
    [Alias("Open")]
    ValueTask<SessionOpened> OpenAsync(OpenSession request);

    /// <summary>
    /// Gives the next batch of what the session's device lacks. When nothing is left the session is live: pushes begin after
    /// the answer with <c>More</c> false.
    /// </summary>
    [Alias("Sync")]
    ValueTask<SyncBatch> SyncAsync(SyncRequest request);

    /// <summary>Delivery receipts: how far the session's device has received. Never answered to the client; may be lost.</summary>
    [Alias("Ack")]
    ValueTask AckAsync(string session, Immutable<SeqMark[]> acks);

    /// <summary>The session is alive. Tells whether it is known and live, and the user's event counter.</summary>
    [Alias("Touch")]
    ValueTask<SessionStanding> TouchAsync(string session);

    /// <summary>The app went to the background or came back.</summary>
    [Alias("State")]
    ValueTask StateAsync(string session, bool background);

    /// <summary>
    /// The session is over; with <paramref name="forget"/> the device is forgotten too. Busy if it could not be: then the
    /// session is still open.
    /// </summary>
    [Alias("Close")]
    ValueTask<ErrorCode> CloseAsync(string session, Immutable<SeqMark[]> acks, bool forget);

    /// <summary>
    /// A page of the chat list, newest activity first. Also Busy if the list is older than <paramref name="atLeast"/>:
    /// what is missing is on its way.
    /// </summary>
    [Alias("Conversations")]
    ValueTask<ChatListPage> ConversationsAsync(string? after, int limit, WriteMark[] atLeast);

    /// <summary>Ends sessions: of one device, or (null) all.</summary>
    [Alias("Revoke")]
    ValueTask RevokeAsync(string? device);
}
