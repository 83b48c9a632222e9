using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What the commands do with messages that are there.</summary>
internal sealed class MessageActions(ImClient client, ChatView view, IScreen screen, Action<string> fail)
{
    public async Task EditAsync(string text, CancellationToken cancellation)
    {
        var (named, rest) = Numbered(text);
        if (Target(named) is not { } target || rest.Length == 0)
        {
            fail("/edit [#SEQ] TEXT: the new text of a message of yours in the open conversation, the last one without #SEQ.");
            return;
        }

        if (named == 0 && rest.Split(' ') is [var first, _, ..] && first.All(char.IsAsciiDigit))
        {
            // Other commands take a number as it stands; a text would be overwritten that nobody meant.
            fail($"/edit #{first} TEXT changes #{first}; for a text that begins with a number: /edit #{target.Seq} {rest}");
            return;
        }

        await client.RequestAsync(
            new JsonObject
            {
                ["type"] = "edit",
                ["conversation"] = target.Open.Place.Conversation,
                ["seq"] = target.Seq,
                ["content"] = new JsonObject { ["type"] = "text", ["text"] = rest },
            },
            cancellation);
        screen.Notice($"#{target.Seq} is edited");
    }

    public async Task ReactAsync(string text, CancellationToken cancellation)
    {
        var (named, rest) = Numbered(text);
        if (view.Open is not { } open || named == 0 || rest.Length == 0)
        {
            fail("/react #SEQ EMOJI: a message of the open conversation; -EMOJI takes it back.");
            return;
        }

        var isOff = rest.Length > 1 && rest[0] == '-';
        await client.RequestAsync(
            new JsonObject
            {
                ["type"] = "react",
                ["conversation"] = open.Place.Conversation,
                ["seq"] = named,
                ["emoji"] = isOff ? rest[1..] : rest,
                ["op"] = isOff ? "remove" : "add",
            },
            cancellation);
        screen.Notice(isOff ? $"{rest[1..]} at #{named} is taken back" : $"{rest} is at #{named}");
    }

    public async Task ForwardAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var merge = arguments is ["merged", ..];
        var rest = merge ? arguments.Skip(1).ToList() : arguments;
        if (view.Open is not { } open || rest.Count < 2 || SeqsOf(rest[0]) is not { Count: > 0 } seqs)
        {
            fail("/forward [merged] SEQ,SEQ NAME NAME...: messages of the open conversation, to users or groups (g:ID).");
            return;
        }

        var answer = await client.RequestAsync(
            new JsonObject
            {
                ["type"] = "forward",
                ["clientId"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                ["from"] = open.Place.Conversation,
                ["seqs"] = new JsonArray([.. seqs.Select(seq => (JsonNode)seq)]),
                ["to"] = new JsonArray([.. rest.Skip(1).Select(name =>
                    (JsonNode)new JsonObject { ["conversation"] = Place.Named(client.User, name).Conversation })]),
                ["merge"] = merge,
            },
            cancellation);
        foreach (var item in answer.ItemsOf("items"))
        {
            var name = Place.Of(client.User, item.TextOf("conversation") ?? string.Empty).Name;
            if (item.TextOf("code") is { } code)
            {
                fail($"not forwarded to {name}: {item.TextOf("message")} ({code})");
            }
            else
            {
                screen.Notice($"forwarded to {name}");
            }
        }
    }

    /// <summary>Null if there is something else than numbers.</summary>
    internal static List<long>? SeqsOf(string text)
    {
        var seqs = new List<long>();
        foreach (var part in text.Split(','))
        {
            if (!long.TryParse(part.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || seq == 0)
            {
                return null;
            }

            seqs.Add(seq);
        }

        return seqs;
    }

    /// <summary>The message that is named, or the last own one of the open conversation.</summary>
    private (OpenConversation Open, long Seq)? Target(long named) =>
        view.Open is { } open && (named > 0 ? named : open.LastOwn) is > 0 and var seq ? (open, seq) : null;

    /// <summary>The number after a leading <c>#</c>, 0 without, and what follows. What comes first is the command.</summary>
    private static (long Named, string Text) Numbered(string line)
    {
        var rest = line.Contains(' ', StringComparison.Ordinal) ? line[line.IndexOf(' ', StringComparison.Ordinal)..].Trim() : string.Empty;
        if (!rest.StartsWith('#'))
        {
            return (0, rest);
        }

        var end = rest.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? blank : rest.Length;
        return long.TryParse(rest.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? (seq, rest[end..].Trim())
            : (0, rest);
    }
}
