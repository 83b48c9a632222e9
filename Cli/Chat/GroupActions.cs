using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What the commands about the open group do, beside making, inviting and leaving.</summary>
internal sealed class GroupActions(ImClient client, ChatView view, IScreen screen, TimeProvider time)
{
    public static readonly string[] Help =
    [
        "/info, /members           the open group, and who is in it",
        "/rename NAME              names it; /announce TEXT sets its announcement",
        "/pin SEQ, /unpin SEQ      puts a message where all members find it, or takes it from there",
        "/kick user user...        removes members",
        "/admin user, /member user makes a member an admin, or an admin a member; /owner user hands the group over",
        "/mute user MINUTES        keeps a member from writing, 0 lets it; /muteall on, /muteall off: all but moderators",
        "/slow SECONDS             one message of each in so many seconds, 0 ends it",
        "/joinby HOW               invite, approval, link or open; /newcomers N (or all): older entries they may see",
        "/link, /unlink            the link by which one joins, and its end",
        "/requests                 who waits to be let in; /approve user, /refuse user",
        "/join g:ID [LINK]         asks to be let into a group",
        "/dissolve                 ends the open group for everybody",
    ];

    /// <summary>Does it; null if this is no command about groups, else what is wrong with it or (empty) nothing.</summary>
    public async Task<string?> DoAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (command == "join")
        {
            return await JoinAsync(arguments, cancellation);
        }

        var (type, fields, problem) = Read(command, [.. arguments]);
        if (type is null)
        {
            return problem;
        }

        if (view.Open is not { Place.IsGroup: true } open)
        {
            return $"/{command}: only in an open group.";
        }

        fields["type"] = "group." + type;
        fields["group"] = open.Place.Group;
        Show(type, await client.RequestAsync(fields, cancellation));
        return string.Empty;
    }

    /// <summary>Somebody waits to be let in.</summary>
    public void Asked(JoinAsked asked) => screen.Notice($"g:{asked.Group}: {Waiting(asked.User, asked.By, asked.Text)} (there: /approve {asked.User} or /refuse {asked.User})");

    private static string Waiting(string? user, string? by, string? text) =>
        $"{user} would like to come in{(by == user ? string.Empty : $", says {by}")}{(text is null ? string.Empty : $": {text}")}";

    private (string? Type, JsonObject Fields, string? Problem) Read(string command, string[] arguments) => (command, arguments) switch
    {
        ("info" or "members" or "link" or "requests" or "dissolve", []) => (command, [], null),
        ("unlink", []) => ("link", new() { ["revoke"] = true }, null),
        ("rename", [.. var words]) when words.Length > 0 => (command, new() { ["name"] = string.Join(' ', words) }, null),
        ("announce", [.. var words]) when words.Length > 0 => (command, new() { ["text"] = string.Join(' ', words) }, null),
        ("pin" or "unpin", [var seq]) when Number(seq) is { } at => ("pin", new() { ["seq"] = at, ["on"] = command == "pin" }, null),
        ("kick", [.. var users]) when users.Length > 0 => (command, new() { ["users"] = new JsonArray([.. users.Select(static user => (JsonNode)user)]) }, null),
        ("admin" or "member", [var user]) => ("role", new() { ["user"] = user, ["role"] = command }, null),
        ("owner", [var user]) => ("transfer", new() { ["user"] = user }, null),
        ("mute", [var user, var minutes]) when Number(minutes) is { } count => (command, new() { ["user"] = user, ["until"] = In(count) }, null),
        ("muteall", ["on" or "off"]) => ("muteAll", new() { ["on"] = arguments[0] == "on" }, null),
        ("slow", [var seconds]) when Number(seconds) is { } count => (command, new() { ["seconds"] = count }, null),
        ("joinby", [var how]) => ("set", new() { ["joinBy"] = how }, null),
        ("newcomers", ["all"]) => ("set", new() { ["history"] = "all" }, null),
        ("newcomers", [var depth]) when Number(depth) is { } count => ("set", new() { ["history"] = count }, null),
        ("approve" or "refuse", [var user]) => ("approve", new() { ["user"] = user, ["accept"] = command == "approve" }, null),
        _ => (null, [], Array.Find(Help, line => line.Contains($"/{command} ", StringComparison.Ordinal) || line.Contains($"/{command},", StringComparison.Ordinal))),
    };

    private async Task<string> JoinAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Count is not (1 or 2) || Place.Named(client.User, arguments[0]) is not { IsGroup: true } place)
        {
            return "/join g:ID [LINK]: which group?";
        }

        var receipt = await client.RequestAsync(
            new JsonObject { ["type"] = "group.join", ["group"] = place.Group, ["link"] = arguments.Count > 1 ? arguments[1] : null }, cancellation);
        if (receipt.FlagOf("pending"))
        {
            screen.Notice($"{place.Name}: asked; an admin answers");
            return string.Empty;
        }

        await view.OpenAsync(place, cancellation);
        return string.Empty;
    }

    private void Show(string type, JsonElement receipt)
    {
        switch (type)
        {
            case "info":
                foreach (var field in receipt.EnumerateObject().Where(static field => field.Name is not ("type" or "re" or "group" or "conversation")))
                {
                    screen.Notice($"{field.Name}: {field.Value}");
                }

                break;
            case "members" or "requests":
                foreach (var item in receipt.ItemsOf("items"))
                {
                    screen.Notice(type == "members"
                        ? $"{item.TextOf("user")} ({item.TextOf("role")})"
                        : Waiting(item.TextOf("user"), item.TextOf("by"), item.TextOf("text") is { Length: > 0 } text ? ContentText.Clean(text) : null));
                }

                screen.Notice(receipt.FlagOf("more") ? "and more" : $"these are all {type}");
                break;
            case "link":
                screen.Notice(receipt.TextOf("link") is { } link
                    ? $"link: {link}, until {DateTimeOffset.FromUnixTimeMilliseconds(receipt.NumberOf("expires") ?? 0).ToLocalTime():yyyy-MM-dd HH:mm}"
                    : "there is no link");
                break;
            default:
                screen.Notice("done");
                break;
        }
    }

    private long In(long minutes) => minutes == 0 ? 0 : time.GetUtcNow().AddMinutes(Math.Min(minutes, 10_000_000)).ToUnixTimeMilliseconds();

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
