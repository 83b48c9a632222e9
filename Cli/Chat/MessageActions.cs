using System.Globalization;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Screens;

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
