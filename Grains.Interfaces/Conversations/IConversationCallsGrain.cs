using Orleans.Concurrency;
using OrleansIm.Domain.Calls;
using OrleansIm.Grains.Interfaces.Calls;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A conversation as its calls see it. Key: <see cref="GrainKeys.Conversation"/>.</summary>
[GrainInterfaceType("im.conversation.calls"), Alias("im.IConversationCallsGrain")]
public interface IConversationCallsGrain : IGrainWithStringKey
{
    /// <summary>Whether the user may call here, and whom: of a group the named ones or (null) all, if they are no more than <paramref name="most"/>.</summary>
    [Alias("Callable"), ReadOnly]
    ValueTask<CallAccess> CallableAsync(string user, string[]? users, int most);

    /// <summary>Whether the user may be in a call here.</summary>
    [Alias("Admits"), ReadOnly]
    ValueTask<ActionResult> AdmitsAsync(string user);

    /// <summary>Those of the users who have no business in a call here any more.</summary>
    [Alias("OutOfCall"), ReadOnly]
    ValueTask<string[]> OutOfCallAsync(string[] users);

    /// <summary>Writes what became of a call. Written once, however often it is asked for.</summary>
    [Alias("LogCall")]
    ValueTask<ActionResult> LogCallAsync(Call call);
}
