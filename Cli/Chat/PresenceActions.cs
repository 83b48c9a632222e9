using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>Whom this client watches, and what it says of them.</summary>
internal sealed class PresenceActions(ImClient client, IScreen screen, TimeProvider time)
{
    public static readonly string[] Help =
    [
        "/watch USER user...       says when they come and go; /watch shows whom you watch",
        "/unwatch [user...]        no longer; without a name nobody any more",
    ];

    private readonly SortedSet<string> _watched = new(StringComparer.Ordinal);

    /// <summary>Watches the users, too; without any says how those stand who are watched.</summary>
    public async Task WatchAsync(IReadOnlyList<string> users, CancellationToken cancellation)
    {
        var asked = users.Count > 0 ? users : [.. _watched];
        if (asked.Count == 0)
        {
            screen.Notice("you watch nobody; /watch USER begins");
            return;
        }

        var receipt = await client.RequestAsync(Frame("presence.subscribe", asked), cancellation);
        _watched.UnionWith(asked);
        foreach (var line in receipt.ItemsOf("items"))
        {
            Say(PresenceMoved.Read(line));
        }
    }

    public async Task UnwatchAsync(IReadOnlyList<string> users, CancellationToken cancellation)
    {
        IReadOnlyList<string> gone = users.Count > 0 ? users : [.. _watched];
        await client.RequestAsync(Frame("presence.unsubscribe", gone), cancellation);
        _watched.ExceptWith(gone);
        screen.Notice(_watched.Count == 0 ? "you watch nobody" : $"you watch {string.Join(", ", _watched)}");
    }

    /// <summary>A new connection knows nothing of whom the last one watched.</summary>
    public Task AgainAsync(CancellationToken cancellation) => _watched.Count > 0 ? WatchAsync([], cancellation) : Task.CompletedTask;

    public void Say(PresenceMoved moved) => screen.Notice(
        moved.Classes.Count > 0 ? $"{moved.User} is online ({string.Join(", ", moved.Classes)})"
        : moved.LastSeen > 0 ? $"{moved.User} is offline, last seen {When(moved.LastSeen)}"
        : $"{moved.User} is offline");

    private static JsonObject Frame(string type, IReadOnlyList<string> users) =>
        new() { ["type"] = type, ["users"] = JsonSerializer.SerializeToNode(users) };

    private string When(long lastSeen)
    {
        var ago = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(lastSeen);
        return ago < TimeSpan.FromMinutes(1) ? "just now"
            : ago < TimeSpan.FromHours(1) ? $"{ago.TotalMinutes:0} min ago"
            : ago < TimeSpan.FromDays(1) ? $"{ago.TotalHours:0} h ago"
            : $"{ago.TotalDays:0} d ago";
    }
}
