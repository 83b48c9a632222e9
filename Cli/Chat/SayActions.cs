using OrleansIm.Cli.Client;

namespace OrleansIm.Cli.Chat;

/// <summary>What is typed to be sent, to the open conversation.</summary>
internal sealed class SayActions(ChatView view, Sendings sendings)
{
    public static readonly string[] Help =
    [
        "/reply #SEQ TEXT          answers a message",
        "/burn 30s TEXT            sends what is gone for everybody 30 seconds after it is read (s, m, h or d)",
        "/silent TEXT              sends without a sound at the other end",
        "@name, @all               in a group: mentions",
    ];

    /// <summary>Does it; null if this is no command of these, else what is wrong with it or (empty) nothing.</summary>
    public string? Do(TypedLine line) => line.Command switch
    {
        "" => line.Text.Length > 0 ? Say(line.Text, static message => message) : string.Empty,
        "reply" => Reply(line),
        "burn" => Burn(line),
        "silent" when line.Arguments.Count > 0 => Say(line.Text[(line.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim(), static message => message with { Silent = true }),
        "silent" => "/silent TEXT: what?",
        _ => null,
    };

    private string Reply(TypedLine line)
    {
        const string Usage = "/reply #SEQ TEXT: the number of a message of the open conversation, and the answer.";
        return line.Arguments is [var named, _, ..] && MessageActions.SeqsOf(named) is [var seq]
            ? Say(line.AfterFirstWord(), message => message with { ReplyTo = seq })
            : Usage;
    }

    private string Burn(TypedLine line) =>
        line.Arguments is [var span, _, ..] && TypedSpan.Of(span) is { TotalSeconds: >= 1 and <= int.MaxValue } time
            ? Say(line.AfterFirstWord(), message => message with { Expire = (int)time.TotalSeconds })
            : "/burn 30s TEXT: how long after it is read, and the text.";

    private string Say(string text, Func<OutgoingMessage, OutgoingMessage> how)
    {
        if (view.Open is not { } open)
        {
            return $"No conversation is open. /open NAME opens one. Not sent: {text}";
        }

        sendings.Send(how(OutgoingMessage.New(open.Place, text)));
        return string.Empty;
    }
}
