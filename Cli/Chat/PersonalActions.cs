using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What the commands do that concern the user alone, and who has read what.</summary>
internal sealed class PersonalActions(ImClient client, ChatView view, IScreen screen)
{
    public static readonly string[] Help =
    [
        "/delete SEQ,SEQ           hides messages from you, on all your devices; others keep them",
        "/clear                    hides all of the open conversation so far from you",
        "/readers [SEQ]            who has read a message, the last own one without SEQ",
        "/settings [receipts on]   what holds for all conversations; receipts off: nobody learns what you read, nor you what they do",
        "/settings write contacts  who may write to you (everyone, contacts, nobody); add: who may ask you; presence: who sees you",
    ];

    /// <summary>Does it; null if this is no command of these, else what is wrong with it or (empty) nothing.</summary>
    public async Task<string?> DoAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellation) => command switch
    {
        "delete" => await DeleteAsync(arguments, cancellation),
        "clear" => await ClearAsync(arguments, cancellation),
        "readers" => await ReadersAsync(arguments, cancellation),
        "settings" => await SettingsAsync([.. arguments], cancellation),
        _ => null,
    };

    /// <summary>Another device of the user has deleted messages.</summary>
    public void Deleted(MessagesDeleted deleted)
    {
        if (view.Open is { } open && open.Place.Conversation == deleted.Conversation)
        {
            deleted.Seqs.ToList().ForEach(open.Forget);
            screen.Notice($"{Numbers(deleted.Seqs)} deleted on another device");
        }
    }

    private async Task<string> DeleteAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (view.Open is not { } open || arguments is not [var named] || MessageActions.SeqsOf(named) is not { Count: > 0 } seqs)
        {
            return "/delete SEQ,SEQ: messages of the open conversation.";
        }

        await client.RequestAsync(
            new JsonObject
            {
                ["type"] = "delete",
                ["conversation"] = open.Place.Conversation,
                ["seqs"] = new JsonArray([.. seqs.Select(seq => (JsonNode)seq)]),
            },
            cancellation);
        seqs.ForEach(open.Forget);
        screen.Notice($"{Numbers(seqs)} deleted for you");
        return string.Empty;
    }

    private async Task<string> ClearAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (view.Open is not { } open || arguments.Count > 0)
        {
            return "/clear: the open conversation.";
        }

        var receipt = await client.RequestAsync(
            new JsonObject { ["type"] = "clear", ["conversation"] = open.Place.Conversation }, cancellation);
        open.Forget(open.LastOwn);
        screen.Notice(string.Create(CultureInfo.InvariantCulture, $"cleared for you up to #{receipt.NumberOf("seq")}"));
        return string.Empty;
    }

    private async Task<string> ReadersAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var seq = arguments switch
        {
            [] => view.Open?.LastOwn ?? 0,
            [var named] when MessageActions.SeqsOf(named) is [var one] => one,
            _ => 0,
        };
        if (view.Open is not { } open || seq == 0)
        {
            return "/readers [SEQ]: a message of the open conversation, the last own one without SEQ.";
        }

        var answer = await client.RequestAsync(
            new JsonObject { ["type"] = "readers", ["conversation"] = open.Place.Conversation, ["seq"] = seq }, cancellation);
        var names = string.Join(", ", answer.ItemsOf("users").Select(user => user.GetString()));
        screen.Notice(string.Create(
            CultureInfo.InvariantCulture,
            $"#{seq} was read by {answer.NumberOf("count")} of {answer.NumberOf("members")}{(names.Length > 0 ? ": " + names : string.Empty)}"));
        return string.Empty;
    }

    private async Task<string> SettingsAsync(string[] arguments, CancellationToken cancellation)
    {
        var frame = new JsonObject { ["type"] = "settings" };
        switch (arguments)
        {
            case []: break;
            case ["receipts", "on" or "off"]: frame["readReceipts"] = arguments[1] == "on"; break;
            case ["write" or "add" or "presence", "everyone" or "contacts" or "nobody"]: frame[arguments[0]] = arguments[1]; break;
            default: return "/settings [receipts on|off] [write everyone|contacts|nobody] [add everyone|nobody] [presence everyone|contacts|nobody]: one at a time.";
        }

        screen.Notice(Describe(await client.RequestAsync(frame, cancellation)));
        return string.Empty;
    }

    private static string Describe(JsonElement settings) =>
        $"settings: receipts {(settings.FlagOf("readReceipts") ? "on" : "off")}, write {settings.TextOf("write")}, add {settings.TextOf("add")}, "
        + $"presence {settings.TextOf("presence")}";

    private static string Numbers(IEnumerable<long> seqs) =>
        string.Join(", ", seqs.Select(seq => string.Create(CultureInfo.InvariantCulture, $"#{seq}")));
}
