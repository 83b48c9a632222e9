using System.Globalization;
using System.Text.Json.Nodes;
using OrleansIm.Cli.Client;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Screens;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Chat;

/// <summary>What is on the screen: the open conversation, and news of the others.</summary>
internal sealed class ChatView(ImClient client, Sendings sendings, IScreen screen)
{
    private const int FirstPage = 20;

    private const string Beginning = "That is the beginning of this conversation.";

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
            messages = (await client.HistoryAsync(place, before: null, FirstPage, cancellation)).Messages;
        }
        catch (RefusedException refusal) when (refusal.Code == "not_found" && !place.IsGroup)
        {
            // Nothing was said to this user yet.
            messages = [];
        }

        Open = open;
        screen.Opened(place);
        screen.Notice($"open: {place.Name}{(messages.Count == 0 ? ", nothing here yet" : string.Empty)}");
        ShowAll(open, messages);
        await MarkReadAsync(cancellation);
    }

    public async Task OlderAsync(OpenConversation open, int count, CancellationToken cancellation)
    {
        if (open.Oldest <= 1)
        {
            screen.Notice(Beginning);
            return;
        }

        var page = await client.HistoryAsync(open.Place, open.Oldest, count, cancellation);
        if (page.Messages is [var first, .., var last])
        {
            screen.Notice(string.Create(CultureInfo.InvariantCulture, $"older: #{first.Seq} to #{last.Seq}"));
        }

        ShowAll(open, page.Messages, isOlder: true);
        screen.Notice(page is { HasOlder: true, Messages.Count: > 0 } ? "That was the older part; /history shows what is before it." : Beginning);
    }

    public void Close()
    {
        Open = null;
        screen.Opened(null);
    }

    /// <summary>An entry that has just arrived, in whatever conversation.</summary>
    public void Arrived(ChatMessage message)
    {
        var justSent = sendings.Settle(message);
        if (Open is { } open && open.Place.Conversation == message.Conversation)
        {
            Show(open, message, justSent);
            ReportReaders(open);
        }
        else if (justSent || message.From != client.User)
        {
            screen.Elsewhere(Place.Of(client.User, message.Conversation), WithMarks(message), Author(message), justSent);
        }
    }

    /// <summary>Somebody is writing in the open conversation: said once, until something has come of it.</summary>
    public void Typing(Typing typing)
    {
        if (Open is { } open && typing.Conversation == open.Place.Conversation && open.IsWriting(typing.User))
        {
            screen.Notice($"{typing.User} is typing");
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
        catch (RefusedException refusal)
        {
            // The user is no member any more; asking again would not help.
            open.MarkedRead = seq;
            screen.Problem($"{open.Place.Name}: {refusal.Message}");
        }
    }

    private void ReportReaders(OpenConversation open)
    {
        if (open.HasNewReaders())
        {
            screen.Readers(open.LastOwn, open.Readers);
        }
    }

    private void ShowAll(OpenConversation open, IReadOnlyList<ChatMessage> messages, bool isOlder = false)
    {
        foreach (var message in messages)
        {
            Show(open, message, sendings.Settle(message), isOlder);
        }
    }

    private void Show(OpenConversation open, ChatMessage message, bool justSent, bool isOlder = false)
    {
        var isOwn = message.From == client.User;
        if (!open.Show(message, isOwn, isOlder))
        {
            return;
        }

        var from = Author(message);
        if (message.Kind == "recall")
        {
            open.Forget(message.Target);
            message = message.IsExpiry ? message
                : message with { Text = string.Create(CultureInfo.InvariantCulture, $"{from} recalled #{message.Target}") };
        }
        else if (message.Kind is "edit" or "reaction")
        {
            message = message with { Text = $"{from} {message.Text}" };
        }

        screen.Message(WithMarks(message), from, isOwn, justSent);
    }

    /// <summary>What is to be known of it beside its words.</summary>
    private ChatMessage WithMarks(ChatMessage message)
    {
        var mentioned = message.From != client.User && message.Mentioned.Any(name => name == "all" || name == client.User);
        return message.ReplyTo == 0 && message.Expire is null && !mentioned ? message : message with
        {
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"{(message.ReplyTo > 0 ? $"(to #{message.ReplyTo}) " : string.Empty)}{message.Text}{(mentioned ? " (mentions you)" : string.Empty)}{(message.Expire is { } span ? $" (gone {InWords(span)} after it is read)" : string.Empty)}"),
        };
    }

    private static string InWords(TimeSpan span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(span.TotalSeconds < 120 ? $"{span.TotalSeconds:0} s" : span.TotalMinutes < 120 ? $"{span.TotalMinutes:0} min" : span.TotalHours < 48 ? $"{span.TotalHours:0} h" : $"{span.TotalDays:0} days")}");

    private string Author(ChatMessage message) => message.From == client.User ? "you" : message.From;
}
