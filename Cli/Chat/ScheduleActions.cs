using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What the commands do with messages that are sent later.</summary>
internal sealed class ScheduleActions(ImClient client, ChatView view, IScreen screen, TimeProvider time)
{
    public static readonly string[] Help =
    [
        "/later 30m TEXT           sends TEXT to the open conversation in 30 minutes (s, m, h or d)",
        "/later                    what waits to be sent; /later cancel N drops line N of that",
    ];

    private readonly List<(string Conversation, string ClientId)> _listed = [];

    /// <summary>Does it; null if this is no command of these, else what is wrong with it or (empty) nothing.</summary>
    public async Task<string?> DoAsync(TypedLine line, CancellationToken cancellation) => (line.Command, line.Arguments) switch
    {
        ("later", []) => await ListAsync(cancellation),
        ("later", ["cancel", var number]) => await CancelAsync(number, cancellation),
        ("later", [var span, _, ..]) when TypedSpan.Of(span) is { } ahead => await SetAsync(ahead, line.AfterFirstWord(), cancellation),
        ("later", _) => "/later 30m TEXT, /later, or /later cancel N.",
        _ => null,
    };

    /// <summary>Says what has happened to one of them.</summary>
    public void Moved(ScheduleMoved moved)
    {
        var name = Place.Of(client.User, moved.Conversation).Name;
        screen.Notice(moved.What switch
        {
            "set" => $"to be sent to {name} {When(moved.At)}, says another device",
            "cancel" => $"no longer to be sent to {name} {When(moved.At)}",
            "failed" => $"what was to be sent to {name} could not be ({moved.Code}); /later lists it",
            _ => $"what was to be sent to {name} is sent",
        });
    }

    private async Task<string> SetAsync(TimeSpan ahead, string text, CancellationToken cancellation)
    {
        if (view.Open is not { } open)
        {
            return "No conversation is open. /open NAME opens one.";
        }

        var at = time.GetUtcNow() + ahead;
        await client.RequestAsync(
            new JsonObject
            {
                ["type"] = "schedule.set",
                ["to"] = open.Place.Target(),
                ["clientId"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                ["content"] = new JsonObject { ["type"] = "text", ["text"] = text },
                ["at"] = at.ToUnixTimeMilliseconds(),
            },
            cancellation);
        screen.Notice($"to be sent to {open.Place.Name} {When(at)}: {ContentText.Clean(text)}");
        return string.Empty;
    }

    private async Task<string> ListAsync(CancellationToken cancellation)
    {
        _listed.Clear();
        JsonElement page;
        string? after = null;
        do
        {
            page = await client.RequestAsync(new JsonObject { ["type"] = "schedule.list", ["after"] = after }, cancellation);
            foreach (var item in page.ItemsOf("items"))
            {
                var conversation = item.TextOf("conversation") ?? string.Empty;
                _listed.Add((conversation, item.TextOf("clientId") ?? string.Empty));
                screen.Notice(
                    $"{_listed.Count.ToString(CultureInfo.InvariantCulture)}  to {Place.Of(client.User, conversation).Name} "
                    + $"{When(DateTimeOffset.FromUnixTimeMilliseconds(item.NumberOf("at") ?? 0))}: {ContentText.Of(item.ObjectOf("content"))}"
                    + (item.TextOf("code") is { } code ? $" (not sent: {code})" : string.Empty));
            }
        }
        while ((after = page.TextOf("next")) is not null);

        if (_listed.Count == 0)
        {
            screen.Notice("nothing waits to be sent");
        }

        return string.Empty;
    }

    private async Task<string> CancelAsync(string number, CancellationToken cancellation)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1 || line > _listed.Count)
        {
            return "/later cancel N: N is a line of what /later has listed.";
        }

        var (conversation, clientId) = _listed[line - 1];
        await client.RequestAsync(
            new JsonObject { ["type"] = "schedule.cancel", ["conversation"] = conversation, ["clientId"] = clientId }, cancellation);
        screen.Notice($"line {number} is not sent");
        return string.Empty;
    }

    private string When(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("'on' yyyy-MM-dd 'at' HH:mm:ss", CultureInfo.InvariantCulture);
}
