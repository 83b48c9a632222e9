using System.Runtime.CompilerServices;
using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Protocol.Frames.Server.Groups;
using Polly;

namespace OrleansIm.Gateway.People;

/// <summary>Who waits to be let into the groups that a user leads, for sessions that can't ask for it themselves (version 1).</summary>
internal sealed class OpenJoinRequests(IGrainFactory grains, ResiliencePipeline retries)
{
    private const int Page = 100;

    public async IAsyncEnumerable<GroupRequestPush> OfAsync(string user, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var group in LedByAsync(user, cancellation))
        {
            await foreach (var request in WaitingAsync(user, group, cancellation))
            {
                yield return new GroupRequestPush(ConversationId.GroupOf(group), new GroupRequestLine(request.User, request.By, request.Text, request.Time));
            }
        }
    }

    private async IAsyncEnumerable<string> LedByAsync(string user, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var grain = grains.GetGrain<ILedGroupsGrain>(GrainKeys.User(user));
        for (string? after = string.Empty; after is not null;)
        {
            var page = await retries.ExecuteAsync(
                static async (call, _) =>
                {
                    var page = await call.grain.PageAsync(call.after, Page);
                    BusyException.ThrowIf(page.Code);
                    return page;
                },
                (grain, after),
                cancellation);
            foreach (var group in page.Groups)
            {
                yield return group;
            }

            after = page.More ? page.Groups[^1] : null;
        }
    }

    /// <summary>Nobody, if the group has gone or the user has no say in it any more.</summary>
    private async IAsyncEnumerable<JoinRequest> WaitingAsync(string user, string group, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IGroupGrain>(GrainKeys.Conversation(group));
        var more = true;
        for (string? after = null; more;)
        {
            var page = await retries.ExecuteAsync(
                static async (call, _) =>
                {
                    var page = await call.grain.RequestsAsync(call.user, call.after, Page);
                    BusyException.ThrowIf(page.Code);
                    return page;
                },
                (grain, user, after),
                cancellation);
            foreach (var request in page.Items)
            {
                yield return request;
            }

            more = page.More;
            after = page.Items.Length > 0 ? page.Items[^1].User : null;
        }
    }
}
