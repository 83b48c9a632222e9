using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A user as conversations see it: the place where its deliveries arrive. Key: <see cref="GrainKeys.User"/>.</summary>
[GrainInterfaceType("im.user.inbox"), Alias("im.IUserInboxGrain")]
public interface IUserInboxGrain : IGrainWithStringKey
{
    /// <summary>What happened in the user's conversations, in order per conversation. Repeating an event is harmless.</summary>
    [Alias("Deliver")]
    ValueTask DeliverAsync(Immutable<UserEvent[]> events);

    /// <summary>Something that is told as it is to the user's open sessions, whatever they have caught up with, and kept nowhere.</summary>
    /// <param name="push">What; each session's connection is put in.</param>
    /// <param name="except">A session that knows already; null for none.</param>
    [Alias("Notify")]
    ValueTask NotifyAsync(GatewayPush push, string? except);

    /// <summary>A run of a gateway has ended without a word, and the user's sessions on it with it.</summary>
    [Alias("GatewayGone")]
    ValueTask GatewayGoneAsync(string gateway);
}
