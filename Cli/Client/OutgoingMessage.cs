using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace OrleansIm.Cli.Client;

/// <summary>A message that waits for its receipt. The client id stays the same however often it is sent.</summary>
internal sealed record OutgoingMessage(Place Place, string ClientId, string Text)
{
    /// <summary>The message that this one answers; 0 for none.</summary>
    public long ReplyTo { get; init; }

    /// <summary>Seconds from its being read to its end; 0 for none.</summary>
    public int Expire { get; init; }

    /// <summary>Wakes nobody.</summary>
    public bool Silent { get; init; }

    public static OutgoingMessage New(Place place, string text) =>
        new(place, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), text);

    /// <summary>What asks the server to take it.</summary>
    public JsonObject ToRequest()
    {
        var request = new JsonObject
        {
            ["type"] = "send",
            ["to"] = Place.Target(),
            ["clientId"] = ClientId,
            ["content"] = new JsonObject { ["type"] = "text", ["text"] = Text },
        };
        if (Place.IsGroup && Mentions.In(Text) is { } mentions)
        {
            request["mentions"] = mentions;
        }

        if (ReplyTo > 0)
        {
            request["replyTo"] = ReplyTo;
        }

        if (Expire > 0)
        {
            request["expire"] = Expire;
        }

        if (Silent)
        {
            request["silent"] = true;
        }

        return request;
    }
}
