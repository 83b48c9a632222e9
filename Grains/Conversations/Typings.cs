using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;

namespace OrleansIm.Grains.Conversations;

/// <summary>Passes on that somebody is writing. Kept nowhere, and lost without harm.</summary>
internal sealed class Typings(Ownership ownership, UserNotices notices)
{
    /// <summary>In larger conversations nobody is told.</summary>
    public const int MostMembers = 100;

    public async ValueTask<ActionResult> PassOnAsync(string user)
    {
        await ownership.LookAsync();
        var state = ownership.State;
        var access = state.MayWrite(user);
        if (access.Member is null)
        {
            return ActionResult.Refused(access.Refusal, access.Message!);
        }

        if (state.ActiveMembers <= MostMembers)
        {
            var push = new TypingDelivery(0, state.Id, user);
            foreach (var member in state.Members)
            {
                if (member.IsIn && member != access.Member && state.Peers?.Pair.IsBlocked(member.User) is not true)
                {
                    notices.Whisper(member.User, push);
                }
            }
        }

        return ActionResult.Done(0, 0);
    }
}
