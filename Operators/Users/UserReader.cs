using Microsoft.Extensions.Logging;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Operators.Clusters;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Users;

/// <summary>Puts a user's page together: what is stored, and what the user's grain has newer in memory.</summary>
internal sealed partial class UserReader(
    IGrainFactory grains, IMemberStore members, IInspectionStore store, IMuteStore mutes, ClusterReader cluster, TimeProvider time,
    ILogger<UserReader> logger)
{
    /// <summary>Most cursors read of one user.</summary>
    private const int MaxCursors = 20_000;
    private const int MaxMutes = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<UserView> ReadAsync(string user, CancellationToken cancellation)
    {
        var sessions = SessionsAsync(user);
        var chats = await members.LoadMembershipsAsync(user, cancellation);
        var stored = await store.DevicesOfAsync(user, MaxCursors, cancellation);
        var hosts = await cluster.GatewayNamesAsync();
        var open = await sessions;
        return new UserView(
            user,
            open?.Select(session => new SessionLine(session, hosts.GetValueOrDefault(session.Gateway))).ToList(),
            [.. chats.OrderByDescending(static chat => chat.Last?.Time ?? 0)],
            Devices(chats, stored, open ?? []),
            [.. (await mutes.LoadAsync(time.GetUtcNow().ToUnixTimeMilliseconds(), MaxMutes, cancellation)).Where(mute => mute.User == user)]);
    }

    /// <summary>Open sessions; null if the user's grain does not answer in time.</summary>
    public async Task<IReadOnlyList<SessionInspection>?> SessionsAsync(string user)
    {
        try
        {
            return await grains.GetGrain<IUserInspectGrain>(GrainKeys.User(user)).InspectAsync().AsTask().WaitAsync(Patience, time);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            LogUnanswered(user, failure);
            return null;
        }
    }

    private static List<DeviceLine> Devices(
        IReadOnlyList<Membership> chats, IReadOnlyList<DeviceCursor> stored, IReadOnlyList<SessionInspection> open)
    {
        var cursors = stored.GroupBy(static cursor => cursor.Device, StringComparer.Ordinal).ToDictionary(
            static device => device.Key,
            static device => device.ToDictionary(static cursor => cursor.Conversation, static cursor => cursor.Seq, StringComparer.Ordinal),
            StringComparer.Ordinal);
        foreach (var session in open)
        {
            var known = cursors.TryGetValue(session.Device, out var found)
                ? found
                : cursors[session.Device] = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var (conversation, seq) in session.Cursors)
            {
                known[conversation] = Math.Max(seq, known.GetValueOrDefault(conversation));
            }
        }

        return
        [
            .. cursors.Select(device => Line(device.Key, open.Any(session => session.Device == device.Key), chats, device.Value))
                .OrderByDescending(static line => line.Connected).ThenBy(static line => line.Device, StringComparer.Ordinal),
        ];
    }

    private static DeviceLine Line(string device, bool connected, IReadOnlyList<Membership> chats, Dictionary<string, long> cursors)
    {
        var owed = chats
            .Select(chat => new OwedLine(
                chat.Conversation, Math.Max(cursors.GetValueOrDefault(chat.Conversation), Math.Max(chat.JoinedSeq, chat.ClearedSeq)), chat.Head))
            .Where(static line => line.Owed > 0)
            .OrderByDescending(static line => line.Owed)
            .ToList();
        return new DeviceLine(device, connected, owed.Sum(static line => line.Owed), owed);
    }

    [LoggerMessage(4021, LogLevel.Information, "The grain of {User} did not answer the console")]
    private partial void LogUnanswered(string user, Exception failure);
}
