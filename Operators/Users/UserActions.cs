using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Operators.Auditing;

namespace OrleansIm.Operators.Users;

/// <summary>What an operator does to a user. Each answers what became of it.</summary>
internal sealed class UserActions(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Ends the sessions of one device, or (null) all.</summary>
    public async Task<ActOutcome> KickAsync(string user, string? device)
    {
        await grains.GetGrain<IUserGrain>(GrainKeys.User(user)).RevokeAsync(device);
        return ActOutcome.Done;
    }

    /// <param name="user">Who.</param>
    /// <param name="conversation">Where; empty for everywhere.</param>
    /// <param name="span">For how long; null ends it.</param>
    /// <param name="by">The operator.</param>
    /// <param name="reason">Why.</param>
    public async Task<ActOutcome> MuteAsync(string user, string conversation, TimeSpan? span, string by, string reason)
    {
        var until = span is { } wanted ? (time.GetUtcNow() + wanted).ToUnixTimeMilliseconds() : 0;
        return await grains.GetGrain<IMuteGrain>(GrainKeys.Mutes).SetAsync(new MuteOrder(user, conversation, until, by, reason)) switch
        {
            MuteOutcome.InForce => ActOutcome.Done,
            MuteOutcome.Stored => ActOutcome.DoneSoon,
            MuteOutcome.TooMany => ActOutcome.TooManyMutes,
            MuteOutcome.NoSuchMute => ActOutcome.NoSuchMute,
            _ => ActOutcome.Failed,
        };
    }
}
