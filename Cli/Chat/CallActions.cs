using System.Globalization;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What the commands about calls do: the signalling alone, since a terminal has no sound. It shows how a call stands.</summary>
internal sealed class CallActions(ImClient client, IScreen screen)
{
    public static readonly string[] Help =
    [
        "/call NAME                calls a user, or the members of g:ID: signalling only, there is no sound",
        "/accept, /reject          answers the call that rings here, or not",
        "/hangup                   ends the call",
    ];

    private string? _call;

    /// <summary>Does what a command says; null if it is none of these, else what is wrong, or nothing.</summary>
    public async Task<string?> DoAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        switch (command)
        {
            case "call": return arguments is [var name] ? await CallAsync(Place.Named(client.User, name), cancellation) : "/call NAME: one name, please.";
            case "accept" or "reject" or "hangup": return await ActAsync(command, cancellation);
            default: return null;
        }
    }

    /// <summary>Says what has happened in a call.</summary>
    public void Moved(CallMoved moved)
    {
        var mine = moved.By == client.User;
        switch (moved.What)
        {
            case "invite":
                _call = moved.Call;
                screen.Notice($"{moved.By} is calling (/accept or /reject)");
                _ = RingAsync(moved.Call);
                break;
            case "ring": screen.Notice($"it rings at {moved.By}"); break;
            case "accept" or "join" when !mine: screen.Notice($"{moved.By} is in the call"); break;
            case "answered_elsewhere": screen.Notice("the call was answered on another device"); break;
            case "away" or "back" or "lost": screen.Notice($"{moved.By} is {moved.What}"); break;
            case "state" when moved.Outcome is null:
                _call = moved.Call;
                screen.Notice("you are in a call (/hangup ends it)");
                break;
        }

        if (mine && moved is { What: "hangup", Outcome: null } && moved.Call == _call)
        {
            screen.Notice("you are out of the call");
        }

        if (moved.Outcome is { } outcome)
        {
            screen.Notice($"the call is over: {Ending(outcome, moved.Duration)}");
        }

        if (moved.Call == _call && (moved.Outcome is not null || moved.What == "answered_elsewhere" || (mine && moved.What is "reject" or "busy" or "timeout" or "hangup")))
        {
            _call = null;
        }
    }

    /// <summary>What became of a call, for a person.</summary>
    public static string Ending(string outcome, long duration) => outcome == "ended"
        ? $"it lasted {TimeSpan.FromMilliseconds(duration).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)}"
        : outcome;

    private async Task<string?> CallAsync(Place place, CancellationToken cancellation)
    {
        var receipt = await client.RequestAsync(
            new JsonObject { ["type"] = "call.invite", ["to"] = place.Conversation, ["media"] = "audio" }, cancellation);
        if (receipt.TextOf("outcome") is { } outcome)
        {
            return $"{place.Name}: {outcome}";
        }

        _call = receipt.TextOf("call");
        screen.Notice($"calling {place.Name} (/hangup gives up)");
        return string.Empty;
    }

    private async Task<string?> ActAsync(string act, CancellationToken cancellation)
    {
        if (_call is not { } call)
        {
            return $"/{act}: there is no call.";
        }

        var receipt = await client.RequestAsync(new JsonObject { ["type"] = $"call.{act}", ["call"] = call }, cancellation);
        if (act == "accept")
        {
            screen.Notice("you are in the call (/hangup ends it)");
            return string.Empty;
        }

        _call = null;
        screen.Notice(receipt.TextOf("outcome") is { } outcome ? $"the call is over: {Ending(outcome, receipt.NumberOf("duration") ?? 0)}" : "you have left the call");
        return string.Empty;
    }

    /// <summary>Lets the caller know that it rings here. If that gets lost, it rings all the same.</summary>
    private async Task RingAsync(string call)
    {
        try
        {
            await client.RequestAsync(new JsonObject { ["type"] = "call.ring", ["call"] = call }, CancellationToken.None);
        }
        catch (Exception failure) when (failure is RefusedException or ConnectionLostException)
        {
            // The call is over already, or it rings again with the next connection.
        }
    }
}
