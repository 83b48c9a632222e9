using Orleans.Concurrency;

namespace OrleansIm.Grains.Interfaces.Calls;

/// <summary>
/// The calls of one conversation, of which there is one at a time. Key: <see cref="GrainKeys.Conversation"/>. Refusals come back as outcomes;
/// Busy, or an exception, means that the outcome is unknown, and asking again is safe.
/// </summary>
[GrainInterfaceType("im.call"), Alias("im.ICallGrain")]
public interface ICallGrain : IGrainWithStringKey
{
    /// <summary>Begins a call, and rings those who are called.</summary>
    [Alias("Invite")]
    ValueTask<CallResult> InviteAsync(CallOrder order);

    /// <summary>A party does something.</summary>
    [Alias("Act")]
    ValueTask<CallResult> ActAsync(CallDeed deed);

    /// <summary>A device of a party is there, or has just gone; it is told how the call stands.</summary>
    [Alias("See")]
    ValueTask<CallResult> SeeAsync(CallSight sight);

    /// <summary>True while this call rings the user or the user talks in it. Answered also while something else is going on.</summary>
    [Alias("Holds"), AlwaysInterleave]
    ValueTask<bool> HoldsAsync(string call, string user);

    /// <summary>
    /// Somebody may have no business in a call here any more, says the conversation: whoever it is, is out when this is answered. The
    /// standing of the call that goes on here; null for none.
    /// </summary>
    [Alias("Oust")]
    ValueTask<CallResult> OustAsync();

    /// <summary>The call may have been forgotten: it goes on, or what is left of it is tidied up.</summary>
    [Alias("Wake")]
    ValueTask WakeAsync(string call);
}
