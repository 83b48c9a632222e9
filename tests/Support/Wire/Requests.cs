using System.Diagnostics;
using System.Text.Json;

namespace OrleansIm.Support.Wire;

/// <summary>The requests of the contract as short methods, for tests that are about something else than their form.</summary>
public static class Requests
{
    public static Task<WireFrame> SendTextAsync(this WireClient client, string toUser, string text, string? clientId = null) =>
        client.SendAsync(new { user = toUser }, text, clientId);

    public static Task<WireFrame> SendToGroupAsync(this WireClient client, string group, string text, string? clientId = null) =>
        client.SendAsync(new { group }, text, clientId);

    public static Task<WireFrame> SendAsync(this WireClient client, object to, string text, string? clientId = null) =>
        client.RequestAsync(new { type = "send", to, clientId = clientId ?? NewClientId(), content = new { type = "text", text } });

    public static async Task<IReadOnlyList<WireMessage>> HistoryAsync(
        this WireClient client, string conversation, long? before = null, long? after = null, int limit = 200)
    {
        var answer = await client.HistoryPageAsync(conversation, before, after, limit);
        return answer.IsError
            ? throw new WaitException($"history of {conversation} for {client.User} was refused: {answer}")
            : [.. answer.Messages()];
    }

    public static Task<WireFrame> HistoryPageAsync(
        this WireClient client, string conversation, long? before = null, long? after = null, int limit = 200) =>
        (before, after) switch
        {
            ({ } b, null) => client.RequestAsync(new { type = "history", conversation, before = b, limit }),
            (null, { } a) => client.RequestAsync(new { type = "history", conversation, after = a, limit }),
            (null, null) => client.RequestAsync(new { type = "history", conversation, limit }),
            _ => client.RequestAsync(new { type = "history", conversation, before, after, limit }),
        };

    /// <summary>Every entry the user may see, page by page from the first.</summary>
    public static async Task<IReadOnlyList<WireMessage>> WholeHistoryAsync(this WireClient client, string conversation)
    {
        var all = new List<WireMessage>();
        while (true)
        {
            var page = await client.HistoryPageAsync(conversation, after: all.Count == 0 ? 0 : all[^1].Seq);
            if (page.IsError)
            {
                throw new WaitException($"history of {conversation} for {client.User} was refused: {page}");
            }

            all.AddRange(page.Messages());
            if (!page.Flag("more"))
            {
                return all;
            }
        }
    }

    public static Task<WireFrame> ReadAsync(this WireClient client, string conversation, long seq) =>
        client.RequestAsync(new { type = "read", conversation, seq });

    public static Task<WireFrame> RecallAsync(this WireClient client, string conversation, long seq) =>
        client.RequestAsync(new { type = "recall", conversation, seq });

    public static Task<WireFrame> EditAsync(this WireClient client, string conversation, long seq, string text) =>
        client.RequestAsync(new { type = "edit", conversation, seq, content = new { type = "text", text } });

    public static Task<WireFrame> ReactAsync(this WireClient client, string conversation, long seq, string emoji, string op = "add") =>
        client.RequestAsync(new { type = "react", conversation, seq, emoji, op });

    public static Task<WireFrame> ForwardAsync(
        this WireClient client, string from, long[] seqs, object[] to, bool merge = false, string? clientId = null) =>
        client.RequestAsync(new { type = "forward", clientId = clientId ?? NewClientId(), from, seqs, to, merge });

    /// <summary>Creates a group and gives its id.</summary>
    public static async Task<string> CreateGroupAsync(this WireClient client, string name, params string[] members)
    {
        var answer = await client.RequestAsync(new { type = "group.create", name, members });
        return answer.Text("group") ?? throw new WaitException($"group.create was refused: {answer}");
    }

    public static Task<WireFrame> InviteAsync(this WireClient client, string group, params string[] users) =>
        client.RequestAsync(new { type = "group.invite", group, users });

    public static Task<WireFrame> LeaveAsync(this WireClient client, string group) =>
        client.RequestAsync(new { type = "group.leave", group });

    /// <summary>A request about a group with these fields beside its name.</summary>
    public static Task<WireFrame> GroupAsync(this WireClient client, string group, string type, object? fields = null)
    {
        var frame = JsonSerializer.SerializeToNode(fields ?? new { })!.AsObject();
        frame["type"] = $"group.{type}";
        frame["group"] = group;
        return client.RequestAsync(frame);
    }

    /// <summary>The whole chat list, page by page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ConversationsAsync(this WireClient client, int limit = 200)
    {
        var all = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await client.RequestAsync(
                after is null ? new { type = "conversations", limit } : new { type = "conversations", limit, after });
            all.AddRange(page.Json.GetProperty("items").EnumerateArray());
            after = page.Text("next");
        }
        while (after is not null);

        return all;
    }

    /// <summary>One line of the chat list; null if the list has none for it.</summary>
    public static async Task<JsonElement?> LineAsync(this WireClient client, string conversation)
    {
        foreach (var line in await client.ConversationsAsync())
        {
            if (line.GetProperty("conversation").GetString() == conversation)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>
    /// The line of the chat list, once it says what it should. Of what others do, and of what the server does by itself, a list learns a moment
    /// after the log; it does not wait for that, as it does for what this session has done.
    /// </summary>
    public static async Task<JsonElement> LineWhenAsync(this WireClient client, string conversation, Func<JsonElement, bool> condition)
    {
        JsonElement? line = null;
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(120);)
        {
            line = await client.LineAsync(conversation);
            if (line is { } there && condition(there))
            {
                return there;
            }

            await Task.Delay(50);
        }

        throw new WaitException($"The chat list of {client.User} has no such line for {conversation}; it has {line}.");
    }

    /// <summary>Waits until an entry has been pushed, live or as offline.</summary>
    public static async Task<WireMessage> MessageAsync(this WireClient client, string conversation, long seq)
    {
        var frame = await client.WaitForAsync(
            $"entry {seq} of {conversation}", f => f.Type is "messages" or "offline" && f.Messages().Any(IsIt));
        return frame.Messages().First(IsIt);

        bool IsIt(WireMessage message) => message.Conversation == conversation && message.Seq == seq;
    }

    /// <summary>The messages pushed so far, in order of arrival, repeats included.</summary>
    public static IReadOnlyList<WireMessage> Pushed(this WireClient client, string conversation) =>
        [.. client.Frames().Where(f => f.Type is "messages" or "offline").SelectMany(f => f.Messages())
            .Where(m => m.Conversation == conversation)];

    /// <summary>
    /// The same, each once. What is not acknowledged within five seconds comes again, and where the machine stood that may have happened: on a
    /// connection that is younger a repeat is an error and stays.
    /// </summary>
    public static IReadOnlyList<WireMessage> PushedOnce(this WireClient client, string conversation) => client.Age < TimeSpan.FromSeconds(4)
        ? client.Pushed(conversation)
        : [.. client.Pushed(conversation).DistinctBy(static message => message.Seq)];

    /// <summary>Waits for the last batch of the login push.</summary>
    public static Task<WireFrame> DrainedAsync(this WireClient client) =>
        client.WaitForAsync("the end of the offline batches", f => f.Type == "offline" && !f.Flag("more"));

    public static string NewClientId() => Guid.NewGuid().ToString("N");
}
