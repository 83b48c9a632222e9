using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client;

/// <summary>
/// Everything that has arrived, over all connections of this run: each entry is handed on once and in order, gaps are repaired
/// from the history, and the server is told what has arrived.
/// </summary>
internal sealed class Inbox(ChannelWriter<ClientEvent> events)
{
    private const int Page = 200;

    private readonly Dictionary<string, Sequencer> _conversations = new(StringComparer.Ordinal);

    /// <summary>True while something is held back by a gap.</summary>
    public bool HasGaps => _conversations.Values.Any(one => one.HasGap);

    /// <summary>A page of history was shown: all up to its end is known.</summary>
    public void Known(string conversation, long seq)
    {
        if (_conversations.TryGetValue(conversation, out var sequencer))
        {
            Emit(sequencer.SkipTo(seq));
        }
        else
        {
            _conversations[conversation] = new Sequencer(seq);
        }
    }

    /// <summary>
    /// A message of this device's own, with its receipt; gives the acknowledgement to send. It is told also if its push or a page of
    /// history was faster, since somebody waits for it.
    /// </summary>
    public JsonObject? Sent(ChatMessage message)
    {
        if (!_conversations.TryGetValue(message.Conversation, out var sequencer))
        {
            _conversations[message.Conversation] = sequencer = new Sequencer(message.Seq - 1);
        }

        var isKnown = message.Seq <= sequencer.Cursor;
        Emit(isKnown ? [message] : sequencer.Take(message));
        return Acknowledgement([message.Conversation]);
    }

    /// <summary>Takes the messages of a push and gives the acknowledgement to send; null if there is nothing to acknowledge.</summary>
    public JsonObject? Take(IEnumerable<JsonElement> messages)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages.Select(ChatMessage.Parse))
        {
            // The server knows this device's cursor; the first entry it sends is the next one.
            if (!_conversations.TryGetValue(message.Conversation, out var sequencer))
            {
                _conversations[message.Conversation] = sequencer = new Sequencer(message.Seq - 1);
            }

            Emit(sequencer.Take(message));
            touched.Add(message.Conversation);
        }

        return Acknowledgement(touched);
    }

    /// <summary>Asks for what is missing in front of what is held back.</summary>
    public async Task RepairAsync(Connection connection, CancellationToken cancellation)
    {
        foreach (var (conversation, sequencer) in _conversations.Where(one => one.Value.HasGap).ToArray())
        {
            while (sequencer.HasGap)
            {
                var page = await connection.RequestAsync(
                    new JsonObject { ["type"] = "history", ["conversation"] = conversation, ["after"] = sequencer.Cursor, ["limit"] = Page },
                    cancellation);
                foreach (var message in page.ItemsOf("items").Select(ChatMessage.Parse))
                {
                    // What the history passes over can't be had: this user may not see it, or has deleted it.
                    Emit(sequencer.SkipTo(message.Seq - 1));
                    Emit(sequencer.Take(message));
                }

                if (!page.FlagOf("more"))
                {
                    // Nothing else will come in front of what is held back, or in its place.
                    Emit(sequencer.SkipToHeld());
                    break;
                }
            }

            await connection.SendAsync(Acknowledgement([conversation])!, cancellation);
        }
    }

    private JsonObject? Acknowledgement(IReadOnlyCollection<string> conversations) => conversations.Count == 0
        ? null
        : new JsonObject
        {
            ["type"] = "ack",
            ["items"] = new JsonArray([.. conversations
                .Where(conversation => _conversations[conversation].Cursor > 0)
                .Select(conversation => (JsonNode)new JsonObject
                {
                    ["conversation"] = conversation,
                    ["seq"] = _conversations[conversation].Cursor,
                })]),
        };

    private void Emit(IReadOnlyList<ChatMessage> ready)
    {
        foreach (var message in ready)
        {
            events.TryWrite(new Arrived(message));
        }
    }
}
