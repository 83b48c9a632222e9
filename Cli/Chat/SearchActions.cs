using System.Globalization;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>Finding messages by their words, page by page.</summary>
internal sealed class SearchActions(ImClient client, ChatView view, IScreen screen)
{
    public static readonly string[] Help =
    [
        "/search TEXT              finds messages of all conversations; /search . TEXT of the open one",
        "/search                   goes on with older ones",
    ];

    private const int Page = 20;

    private JsonObject? _next;

    /// <summary>Null if the command is none of these; else what is wrong, or empty.</summary>
    public async Task<string?> DoAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (command != "search")
        {
            return null;
        }

        var here = arguments is [".", ..];
        var text = string.Join(' ', arguments.Skip(here ? 1 : 0));
        if (here && (view.Open is null || text.Length == 0))
        {
            return "/search . TEXT: in the open conversation.";
        }

        if (arguments.Count == 0)
        {
            if (_next is null)
            {
                return "/search TEXT: there is nothing older to go on with.";
            }

            await AskAsync(_next, cancellation);
            return string.Empty;
        }

        var request = new JsonObject { ["type"] = "search", ["text"] = text, ["limit"] = Page };
        if (here)
        {
            request["conversation"] = view.Open!.Place.Conversation;
        }

        await AskAsync(request, cancellation);
        return string.Empty;
    }

    private async Task AskAsync(JsonObject request, CancellationToken cancellation)
    {
        _next = null;
        var following = (JsonObject)request.DeepClone();
        var shown = 0;
        string? next;
        do
        {
            // A page may be empty and have a next one.
            var answer = await client.RequestAsync((JsonObject)following.DeepClone(), cancellation);
            foreach (var message in answer.ItemsOf("items").Select(ChatMessage.Parse))
            {
                var place = Place.Of(client.User, message.Conversation).Name;
                var who = message.From == client.User ? "you" : message.From;
                screen.Notice(string.Create(
                    CultureInfo.InvariantCulture, $"{message.Time.ToLocalTime():yyyy-MM-dd HH:mm} {place} #{message.Seq} {who}: {message.Text}"));
                shown++;
            }

            next = answer.TextOf("next");
            following["before"] = next;
        }
        while (next is not null && shown == 0);

        if (next is not null)
        {
            _next = following;
        }

        screen.Notice(next is not null ? "/search shows older ones" : shown == 0 ? "nothing is found" : "that is all");
    }
}
