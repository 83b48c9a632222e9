using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What is on the screen: the open conversation, and news of the others.</summary>
internal sealed class ChatView(ImClient client, IScreen screen)
{
    private const int FirstPage = 20;

    public OpenConversation? Open { get; private set; }

    /// <summary>The chat list as it was shown last, so that a line can be opened by its number.</summary>
    public IReadOnlyList<ChatLine> Listed { get; private set; } = [];

    public async Task ListAsync(CancellationToken cancellation)
    {
        var page = await client.RequestAsync(new JsonObject { ["type"] = "conversations", ["limit"] = 50 }, cancellation);
        Listed = [.. page.ItemsOf("items").Select(line => ChatLine.Parse(client.User, line))];
        screen.ChatList(Listed);
    }

    public async Task OpenAsync(Place place, CancellationToken cancellation)
    {
        var open = new OpenConversation(place);
        IReadOnlyList<ChatMessage> messages;
        try
        {
            messages = await client.HistoryAsync(place, before: null, FirstPage, cancellation);
        }
        catch (RefusedException refusal) when (refusal.Code == "not_found" && !place.IsGroup)
        {
            // Nothing was said to this user yet.
            messages = [];
        }

        Open = open;
        screen.Prompt($"{place.Name}> ");
        screen.Notice($"open: {place.Name}{(messages.Count == 0 ? ", nothing here yet" : string.Empty)}");
        ShowAll(messages);
        await MarkReadAsync(cancellation);
    }

    public async Task OlderAsync(int count, CancellationToken cancellation)
    {
        if (Open is not { } open)
        {
            screen.Problem("No conversation is open. /open NAME opens one.");
        }
        else if (open.Oldest <= 1)
        {
            screen.Notice("That is the beginning.");
        }
        else
        {
            ShowAll(await client.HistoryAsync(open.Place, open.Oldest, count, cancellation));
        }
    }

    public void Close()
    {
        Open = null;
        screen.Prompt("> ");
    }

    /// <summary>An entry that has just arrived, in whatever conversation.</summary>
    public void Arrived(Arrived arrived)
    {
        var message = arrived.Message;
        var isOwn = arrived.IsOwn || message.From == client.User;
        if (Open is { } open && open.Place.Conversation == message.Conversation)
        {
            Show(open, message, isOwn, arrived.IsOwn);
            ReportReaders(open);
        }
        else if (!isOwn && message.Kind != "recall")
        {
            screen.Elsewhere(Place.Of(client.User, message.Conversation), message, message.From);
        }
    }

    public void ReadMoved(ReadMoved read)
    {
        if (Open is { } open && read.User != client.User && read.Conversation == open.Place.Conversation)
        {
            open.Read(read.User, read.Seq);
            ReportReaders(open);
        }
    }

    /// <summary>Tells the server how far the user has read, if that is news.</summary>
    public async Task MarkReadAsync(CancellationToken cancellation)
    {
        if (Open is not { } open || open.Newest <= open.MarkedRead)
        {
            return;
        }

        var seq = open.Newest;
        try
        {
            await client.RequestAsync(
                new JsonObject { ["type"] = "read", ["conversation"] = open.Place.Conversation, ["seq"] = seq }, cancellation);
            open.MarkedRead = seq;
        }
        catch (Exception e) when (e is ConnectionLostException or RefusedException { IsPassing: true })
        {
            // Done again with the next entry, or on the next connection.
        }
    }

    private void ReportReaders(OpenConversation open)
    {
        foreach (var (user, seq) in open.NewReaders())
        {
            screen.Notice($"{user} has read up to #{seq}");
        }
    }

    private void ShowAll(IReadOnlyList<ChatMessage> messages)
    {
        foreach (var message in messages)
        {
            Show(Open!, message, message.From == client.User, justSent: false);
        }
    }

    private void Show(OpenConversation open, ChatMessage message, bool isOwn, bool justSent)
    {
        if (!open.Show(message, isOwn))
        {
            return;
        }

        var from = isOwn ? "you" : message.From;
        if (message.Kind == "recall")
        {
            open.Forget(message.Target);
            message = message with { Text = $"{from} recalled #{message.Target}" };
        }

        screen.Message(message, from, justSent);
    }
}
