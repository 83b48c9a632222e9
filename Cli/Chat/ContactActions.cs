using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What the commands about other people do.</summary>
internal sealed class ContactActions(ImClient client, IScreen screen)
{
    public const string Usage = "/contact add USER [greeting] | accept USER | reject USER | remove USER | block USER | unblock USER | name USER [remark]";

    public static readonly string[] Help =
    [
        "/contacts                 your contacts, and who has asked",
        "/contact add USER [text]  asks a user, with a greeting; accept, reject, remove, block, unblock USER",
        "/contact name USER [text] your own name for a contact",
    ];

    /// <summary>Shows all contacts and open requests.</summary>
    public async Task ListAsync(CancellationToken cancellation)
    {
        var count = 0;
        for (string? after = string.Empty; after is not null;)
        {
            var frame = new JsonObject { ["type"] = "contacts", ["limit"] = 200 };
            if (after.Length > 0)
            {
                frame["after"] = after;
            }

            var page = await client.RequestAsync(frame, cancellation);
            foreach (var line in page.ItemsOf("items"))
            {
                count++;
                screen.Notice(Describe(line));
            }

            after = page.TextOf("next");
        }

        if (count == 0)
        {
            screen.Notice("no contacts yet; /contact add USER asks one");
        }
    }

    /// <summary>Does what a /contact command says; false if it says nothing that is known.</summary>
    public async Task<bool> DoAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments is not [var verb, var user, ..] || Frame(verb, user, string.Join(' ', arguments.Skip(2))) is not { } frame)
        {
            return false;
        }

        var receipt = await client.RequestAsync(frame, cancellation);
        if (receipt.TryGetProperty("contact", out var contact))
        {
            screen.Notice(Describe(contact));
        }

        return true;
    }

    /// <summary>Says what another device, or the other user, has done.</summary>
    public void Moved(ContactMoved moved)
    {
        var theirs = moved.By != client.User;
        switch (moved.What)
        {
            case "request" when theirs:
                screen.Notice($"{moved.User} would like to be your contact{(moved.Greeting is { } words ? $": {words}" : string.Empty)} (/contact accept {moved.User})");
                break;
            case "accept" when theirs: screen.Notice($"{moved.User} is your contact now"); break;
            case "reject" when theirs: screen.Notice($"{moved.User} has not accepted"); break;
            case "remove" when theirs: screen.Notice($"{moved.User} is no longer your contact"); break;
        }
    }

    private static JsonObject? Frame(string verb, string user, string words) => verb switch
    {
        "add" => new JsonObject { ["type"] = "contact.request", ["user"] = user, ["greeting"] = words },
        "accept" or "reject" or "remove" => new JsonObject { ["type"] = $"contact.{verb}", ["user"] = user },
        "block" or "unblock" => new JsonObject { ["type"] = "contact.set", ["user"] = user, ["block"] = verb == "block" },
        "name" => new JsonObject { ["type"] = "contact.set", ["user"] = user, ["remark"] = words },
        _ => null,
    };

    private static string Describe(JsonElement line)
    {
        var state = line.TextOf("state") switch
        {
            "contact" => "contact",
            "outgoing" => "asked, no answer yet",
            "incoming" => $"asks: {ContentText.Clean(line.TextOf("greeting") ?? "(no greeting)")}",
            _ => "no contact",
        };
        var remark = line.TextOf("remark") is { } name ? $" ({ContentText.Clean(name)})" : string.Empty;
        return $"{line.TextOf("user")}{remark}: {state}{(line.FlagOf("blocked") ? ", blocked" : string.Empty)}";
    }
}
