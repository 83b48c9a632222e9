using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.People;
using OrleansIm.Gateway.Options;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;

namespace OrleansIm.Gateway.People;

/// <summary>
/// Who waits for a user's answer: to become a contact, and to be let into the groups that it leads. For apps that have no lists to look into
/// themselves (version 1).
/// </summary>
internal sealed partial class RequestLookup(IGrainFactory grains, GrainPages pages, IOptions<LimitOptions> limits, ILogger<RequestLookup> logger)
{
    private const int ContactsPage = 200;
    private const int GroupsPage = 100;

    /// <summary>Groups of one user that are asked at the same time.</summary>
    private const int AtOnce = 4;

    /// <summary>After so many groups that don't answer the others are not asked: it is no matter of one group.</summary>
    private const int MostFailures = 5;

    /// <summary>Tells all of them, in no order. What can't be found out is logged, and told at the next login.</summary>
    /// <param name="user">Whose answer they wait for.</param>
    /// <param name="tell">Tells one of them; false if there is no room for more. Called by several at once.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    public async Task RunAsync(string user, Func<ServerFrame, ValueTask<bool>> tell, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(
            GuardAsync(user, TellContactsAsync(user, TellAsync, ending.Token), ending.Token),
            GuardAsync(user, TellGroupsAsync(user, TellAsync, ending.Token), ending.Token));

        async ValueTask TellAsync(ServerFrame request)
        {
            if (!await tell(request) && !ending.IsCancellationRequested)
            {
                LogTooMany(user, limits.Value.RequestsTold);
                await ending.CancelAsync();
            }
        }
    }

    private async Task GuardAsync(string user, Task telling, CancellationToken cancellation)
    {
        try
        {
            await telling;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The session has ended, or was told all that it may be.
        }
        catch (Exception failure)
        {
            LogUntold(user, failure);
        }
    }

    private async Task TellContactsAsync(string user, Func<ServerFrame, ValueTask> tell, CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IPeopleGrain>(GrainKeys.User(user));
        var asked = pages.AllAsync(
            string.Empty,
            async after =>
            {
                var page = await grain.ContactsAsync(after!, ContactsPage, incomingOnly: true);
                return new GrainPage<ContactPush>(
                    page.Code,
                    [.. page.Lines.Select(line => new ContactPush(user, ContactEvent.Request, line.User, line, page.Revision))],
                    page.Next);
            },
            cancellation);
        await foreach (var request in asked)
        {
            await tell(request);
        }
    }

    private Task TellGroupsAsync(string user, Func<ServerFrame, ValueTask> tell, CancellationToken cancellation)
    {
        var failures = 0;
        return Parallel.ForEachAsync(
            LedByAsync(user, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (group, stop) =>
            {
                try
                {
                    await foreach (var request in WaitingAsync(user, group, stop))
                    {
                        await tell(request);
                    }
                }
                catch (Exception failure) when (!stop.IsCancellationRequested && Interlocked.Increment(ref failures) < MostFailures)
                {
                    LogGroupUntold(user, group, failure);
                }
            });
    }

    private async IAsyncEnumerable<string> LedByAsync(string user, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var grain = grains.GetGrain<ILedGroupsGrain>(GrainKeys.User(user));
        var most = limits.Value.GroupsAsked;
        var count = 0;
        var led = pages.AllAsync(
            string.Empty,
            async after =>
            {
                var page = await grain.PageAsync(after!, GroupsPage);
                return new GrainPage<string>(page.Code, page.Groups, page.More ? page.Groups[^1] : null);
            },
            cancellation);
        await foreach (var group in led)
        {
            if (count++ == most)
            {
                LogTooManyGroups(user, most);
                yield break;
            }

            yield return group;
        }
    }

    /// <summary>Nobody, if the group has gone or the user has no say in it any more.</summary>
    private IAsyncEnumerable<GroupRequestPush> WaitingAsync(string user, string group, CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IGroupGrain>(GrainKeys.Conversation(group));
        return pages.AllAsync(
            first: null,
            async after =>
            {
                var page = await grain.RequestsAsync(user, after, GroupsPage);
                return new GrainPage<GroupRequestPush>(
                    page.Code,
                    [.. page.Items.Select(one => new GroupRequestPush(
                        ConversationId.GroupOf(group), new GroupRequestLine(one.User, one.By, one.Text, one.Time)))],
                    page.More && page.Items.Length > 0 ? page.Items[^1].User : null);
            },
            cancellation);
    }

    [LoggerMessage(2133, LogLevel.Warning, "The open requests to {User} could not all be told")]
    private partial void LogUntold(string user, Exception failure);

    [LoggerMessage(2134, LogLevel.Warning, "The open requests to {User} in {Group} could not all be told")]
    private partial void LogGroupUntold(string user, string group, Exception failure);

    [LoggerMessage(2135, LogLevel.Information, "{User} has more open requests than {Most}: the others are told at a later login, when some have an answer")]
    private partial void LogTooMany(string user, int most);

    [LoggerMessage(2136, LogLevel.Information, "{User} leads more groups than {Most}: the open requests of the others are not told at a login")]
    private partial void LogTooManyGroups(string user, int most);
}
