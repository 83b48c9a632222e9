using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Operators.Users;

/// <summary>What an operator does to a user. Each answers what became of it, in words.</summary>
internal sealed class UserActions(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Ends the sessions of one device, or (null) all.</summary>
    public async Task<string> KickAsync(string user, string? device)
    {
        await grains.GetGrain<IUserGrain>(GrainKeys.User(user)).RevokeAsync(device);
        return "done";
    }

    /// <param name="user">Who.</param>
    /// <param name="conversation">Where; empty for everywhere.</param>
    /// <param name="span">For how long; null ends it.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reason">Why.</param>
    public async Task<string> MuteAsync(string user, string conversation, TimeSpan? span, string by, string reason)
    {
        var until = span is { } wanted ? (time.GetUtcNow() + wanted).ToUnixTimeMilliseconds() : 0;
        return await grains.GetGrain<IMuteGrain>(GrainKeys.Mutes).SetAsync(new MuteOrder(user, conversation, until, by, reason)) switch
        {
            MuteOutcome.InForce => "done",
            MuteOutcome.Stored => "done; a silo that could not be told follows within seconds",
            MuteOutcome.TooMany => "there are too many mutes",
            MuteOutcome.NoSuchMute => "there is no such mute",
            _ => "failed",
        };
    }
}
