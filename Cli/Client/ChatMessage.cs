using System.Text.Json;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client;

/// <summary>One entry of a conversation, ready to be shown.</summary>
internal sealed record ChatMessage
{
    public required string Conversation { get; init; }

    public required long Seq { get; init; }

    public required string From { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Content type of the contract.</summary>
    public required string Kind { get; init; }

    /// <summary>One line or more of plain text, whatever the kind.</summary>
    public required string Text { get; init; }

    public bool IsRecalled { get; init; }

    /// <summary>Only on the sender's own devices.</summary>
    public string? ClientId { get; init; }

    /// <summary>The message that this one answers; 0 for none.</summary>
    public long ReplyTo { get; init; }

    /// <summary>From its being read to its end; null for one that stays.</summary>
    public TimeSpan? Expire { get; init; }

    /// <summary>True for the entry that says that another one has expired.</summary>
    public bool IsExpiry { get; init; }

    /// <summary>Who is mentioned; "all" stands for everybody.</summary>
    public IReadOnlyList<string> Mentioned { get; init; } = [];

    /// <summary>The entry that this one takes back, changes or reacts to; 0 for none.</summary>
    public long Target { get; init; }

    /// <summary>True for what a person wrote.</summary>
    public bool IsWritten => Kind is not ("tip" or "recall" or "edit" or "reaction" or "call");

    public static ChatMessage Parse(JsonElement json)
    {
        var recalled = json.ObjectOf("recalled");
        var content = json.ObjectOf("content");
        return new ChatMessage
        {
            Conversation = json.TextOf("conversation") ?? string.Empty,
            Seq = json.NumberOf("seq") ?? 0,
            From = json.TextOf("from") ?? string.Empty,
            Time = DateTimeOffset.FromUnixTimeMilliseconds(json.NumberOf("time") ?? 0),
            Kind = content?.TextOf("type") ?? "none",
            Text = recalled is { } gone ? gone.TextOf("reason") == "expired" ? "(expired)" : "(recalled)"
                : json.NumberOf("edited") is > 0 ? ContentText.Of(content) + " (edited)"
                : ContentText.Of(content),
            IsRecalled = recalled is not null,
            ClientId = json.TextOf("clientId"),
            Expire = recalled is null && json.NumberOf("expire") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
            IsExpiry = content?.TextOf("reason") == "expired",
            ReplyTo = json.NumberOf("replyTo") ?? 0,
            Mentioned = json.TextOf("mentions") is { } all ? [all] : [.. json.TextsOf("mentions")],
            Target = content?.NumberOf("seq") ?? 0,
        };
    }
}
