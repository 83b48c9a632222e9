using System.Security.Cryptography;
using System.Text;
using OrleansIm.Domain.Groups;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;

namespace OrleansIm.Grains.Groups;

/// <summary>How one comes into a group: invited, by its link, because it is open, or let in by an admin.</summary>
internal sealed class GroupDoor(
    GroupStore store, Func<IConversationMembersGrain> conversation, Action<string, JoinRequest> ring, Func<string, bool> isMuted, GroupConsent consent, TimeProvider time, GroupOptions options)
{
    private const int LinkBytes = 16;

    private static readonly ActionResult Closed = ActionResult.Refused(ErrorCode.NotFound, "There is no such conversation.");
    private static readonly ActionResult Busy =
        ActionResult.Refused(ErrorCode.Busy, "The group can't be reached at the moment. Please try again.");

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<ActionResult> InviteAsync(string by, string[] users)
    {
        var facts = await conversation().LookAsync(by);
        if (facts.Code != ErrorCode.None)
        {
            return ActionResult.Refused(facts.Code, facts.Message!);
        }

        var outside = await conversation().OutsideAsync(users);
        if (await consent.RefusalAsync(by, outside) is { } refusal)
        {
            return refusal;
        }

        if (store.State.JoinBy == JoinBy.Approval && !GroupRights.May(facts.Role, GroupAction.Approve))
        {
            return await ProposeAsync(by, outside, string.Empty);
        }

        return await AdmitAsync(by, users, null);
    }

    public async ValueTask<ActionResult> JoinAsync(string user, string? link, string text)
    {
        if ((await conversation().OutsideAsync([user])).Length == 0)
        {
            return ActionResult.Done((await conversation().MayAsync(user, GroupAction.Look)).Seq, Now, dup: true);
        }

        return store.State.JoinBy switch
        {
            JoinBy.Open => await AdmitAsync(user, [user], "open"),
            JoinBy.Link when IsValid(link) => await AdmitAsync(user, [user], "link"),
            JoinBy.Approval when (await conversation().DoorkeepersAsync()).Length > 0 => await ProposeAsync(user, [user], text),
            _ => Closed,
        };
    }

    public async ValueTask<GroupLink> LinkAsync(string by, long expires, bool revoke)
    {
        var may = await conversation().MayAsync(by, GroupAction.Link);
        if (may.Code != ErrorCode.None)
        {
            return GroupLink.Refused(may.Code, may.Message!);
        }

        var (state, now) = (store.State, Now);
        if (!revoke && state.JoinBy != JoinBy.Link)
        {
            return GroupLink.Refused(ErrorCode.Invalid, "Nobody joins this group by a link.");
        }

        if (expires != 0 && expires <= now)
        {
            return GroupLink.Refused(ErrorCode.Invalid, "'expires' has passed.");
        }

        var valid = state.Link is not null && state.LinkExpires > now;
        var until = expires > 0 ? Math.Min(expires, now + Milliseconds(365)) : valid ? state.LinkExpires : now + Milliseconds(options.LinkDays);
        var link = revoke ? null : valid ? state.Link : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(LinkBytes));
        var same = link == state.Link && (revoke || until == state.LinkExpires);
        if (!same && !await store.WriteAsync(changed => (changed.Link, changed.LinkExpires) = (link, revoke ? 0 : until)))
        {
            return GroupLink.Refused(Busy.Code, Busy.Message!);
        }

        return new GroupLink(ErrorCode.None, null, link, revoke ? 0 : until);
    }

    public async ValueTask<ActionResult> ApproveAsync(string by, string user, bool accept)
    {
        var may = await conversation().MayAsync(by, GroupAction.Approve);
        if (may.Code != ErrorCode.None)
        {
            return may;
        }

        var waits = Array.Exists(store.State.Requests, request => request.User == user);
        var isIn = (await conversation().OutsideAsync([user])).Length == 0;
        if (accept && (waits || isIn))
        {
            return await AdmitAsync(by, [user], "approved");
        }

        if (isIn)
        {
            return ActionResult.Refused(ErrorCode.Conflict, "This user is a member already.");
        }

        if (!waits)
        {
            return accept
                ? ActionResult.Refused(ErrorCode.NotFound, "There is no such request.")
                : may with { Dup = true };
        }

        return await ForgetAsync([user]) ? may : Busy;
    }

    public async ValueTask<JoinRequestsPage> RequestsAsync(string by, string? after, int limit)
    {
        var may = await conversation().MayAsync(by, GroupAction.Approve);
        if (may.Code != ErrorCode.None)
        {
            return JoinRequestsPage.Refused(may.Code, may.Message!);
        }

        // Who came in by another way waits no more.
        var outside = (await conversation().OutsideAsync([.. store.State.Requests.Select(static request => request.User)])).ToHashSet(StringComparer.Ordinal);
        var page = NamePage.Of(store.State.Requests, request => outside.Contains(request.User) ? request.User : null, after, limit, out var more);
        return new JoinRequestsPage(ErrorCode.None, null, [.. page], more);
    }

    private static long Milliseconds(int days) => days * 86_400_000L;

    private bool IsValid(string? link) =>
        link is not null && store.State.Link is { } valid && store.State.LinkExpires > Now
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(link), Encoding.UTF8.GetBytes(valid));

    private async ValueTask<ActionResult> AdmitAsync(string by, string[] users, string? way)
    {
        // A plain invitation is one that silos of every version know.
        var admitted = way is null && store.State.History == 0
            ? await conversation().AddAsync(by, users)
            : await conversation().AdmitAsync(new Admission(by, users, store.State.History, way));
        if (admitted.Code == ErrorCode.None)
        {
            // If this fails they are listed no more all the same: they are in.
            await ForgetAsync(users);
        }

        return admitted;
    }

    private async ValueTask<ActionResult> ProposeAsync(string by, string[] users, string text)
    {
        var now = Now;
        var waiting = store.State.Requests.Select(static request => request.User).ToHashSet(StringComparer.Ordinal);
        JoinRequest[] added = [.. users.Where(user => !waiting.Contains(user)).Select(user => new JoinRequest(user, by, text, now))];
        if (added.Length == 0)
        {
            return ActionResult.Waiting(now, dup: true);
        }

        if (text.Length > 0 && isMuted(by))
        {
            return ActionResult.Refused(ErrorCode.Muted, "You can't write anything here at the moment.");
        }

        if (waiting.Count + added.Length > options.MaxRequests)
        {
            return ActionResult.Refused(ErrorCode.RateLimited, "Too many wait to be let into this group. Please try again later.");
        }

        if (!await store.WriteAsync(state => state.Requests = [.. state.Requests, .. added]))
        {
            return Busy;
        }

        foreach (var doorkeeper in await conversation().DoorkeepersAsync())
        {
            Array.ForEach(added, request => ring(doorkeeper, request));
        }

        return ActionResult.Waiting(now, dup: false);
    }

    private async ValueTask<bool> ForgetAsync(string[] users)
    {
        var gone = users.ToHashSet(StringComparer.Ordinal);
        return !Array.Exists(store.State.Requests, request => gone.Contains(request.User))
            || await store.WriteAsync(state => state.Requests = [.. state.Requests.Where(request => !gone.Contains(request.User))]);
    }
}
