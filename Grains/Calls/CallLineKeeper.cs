using OrleansIm.Domain.Calls;
using OrleansIm.Storage.Calls;

namespace OrleansIm.Grains.Calls;

/// <summary>Takes users' lines for a call. One that a call has that is over, or never came to be, does not count.</summary>
internal sealed class CallLineKeeper(ICallLines lines, Func<string, string, ValueTask<bool>> holds)
{
    private const int Attempts = 4;

    /// <summary>True if the call has the user's line now; false if another call goes on there.</summary>
    public async ValueTask<bool> TryTakeAsync(string user, string call)
    {
        string? instead = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var has = await lines.TakeAsync(user, call, instead, CancellationToken.None);
            if (has == call)
            {
                return true;
            }

            if (await holds(has, user))
            {
                return false;
            }

            instead = has;
        }

        // So many came and went meanwhile: somebody talks.
        return false;
    }

    /// <summary>Gives the lines back of those whom the call does not hold any more; of all, once it is over.</summary>
    public async ValueTask ReleaseAsync(Call? before, Call after)
    {
        if (after.IsOver)
        {
            await lines.ReleaseAsync(after.Id, null, CancellationToken.None);
            return;
        }

        foreach (var party in before?.Parties ?? [])
        {
            if (before!.Holds(party.User) && !after.Holds(party.User))
            {
                await lines.ReleaseAsync(after.Id, party.User, CancellationToken.None);
            }
        }
    }

    /// <summary>Nobody's line is this call's any more.</summary>
    public ValueTask ReleaseAsync(string call) => lines.ReleaseAsync(call, null, CancellationToken.None);
}
