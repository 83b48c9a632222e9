using System.Text.Json;
using OrleansIm.Support.Checking;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.Support.Campaigns;

/// <summary>Reads everything that every user may see, from a device that never was there before.</summary>
public sealed class FinalReading(IEntrance entrance, Evidence evidence, WordPool words)
{
    public async Task ReadAsync(IEnumerable<Actor> actors, CancellationToken cancellation)
    {
        foreach (var actor in actors)
        {
            cancellation.ThrowIfCancellationRequested();
            await using var client = await WireClient.LoginAsync(entrance.Server, actor.User, "newcomer", "desktop");
            await client.DrainedAsync();
            var backlog = client.Frames().Where(frame => frame.Type == "offline")
                .SelectMany(frame => frame.Json.GetProperty("conversations").EnumerateArray());
            foreach (var line in backlog.Concat(await client.ConversationsAsync()))
            {
                evidence.Lines.Add(Line(actor.User, line));
            }

            foreach (var seat in actor.Seats)
            {
                // Of a conversation in which nothing was said there is nothing to read.
                var answer = await client.HistoryPageAsync(seat.Conversation, after: 0, limit: 1);
                if (answer.Code is "not_found")
                {
                    evidence.Histories.Add(new SeenHistory(actor.User, seat.Conversation, []));
                    continue;
                }

                var entries = await client.WholeHistoryAsync(seat.Conversation);
                evidence.Histories.Add(new SeenHistory(actor.User, seat.Conversation, [.. entries.Select(Entry)]));
            }
        }
    }

    private SeenLine Line(string user, JsonElement line)
    {
        SeenEntry? last = line.TryGetProperty("last", out var message) && message.ValueKind == JsonValueKind.Object
            ? Entry(new WireMessage(message))
            : null;
        return new SeenLine(
            user, line.GetProperty("conversation").GetString()!, line.GetProperty("head").GetInt64(),
            line.GetProperty("unread").GetInt64(), line.GetProperty("readSeq").GetInt64(), last);
    }

    private SeenEntry Entry(WireMessage message) => new(
        message.Seq, words.Same(message.From)!, words.Same(message.Kind)!, words.Same(message.Body), message.Json.GetProperty("time").GetInt64(), message.IsRecalled);
}
