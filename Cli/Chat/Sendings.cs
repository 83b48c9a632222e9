using OrleansIm.Cli.Client;
using OrleansIm.Cli.Screens;

namespace OrleansIm.Cli.Chat;

/// <summary>
/// What was typed and is not known to be on the server's disk. Its receipt tells that, and so does a push or a page of history that
/// holds it: whichever is first settles it, so that it is shown as sent once.
/// </summary>
internal sealed class Sendings(ImClient client, IScreen screen)
{
    private readonly Dictionary<string, OutgoingMessage> _waiting = new(StringComparer.Ordinal);

    public int Count => _waiting.Count;

    public IReadOnlyCollection<OutgoingMessage> Waiting => _waiting.Values;

    public void Send(OutgoingMessage message)
    {
        _waiting[message.ClientId] = message;
        screen.Waiting(message, isHeldUp: !client.IsConnected);
        client.Send(message);
    }

    /// <summary>True if it is one of those that waited until now.</summary>
    public bool Settle(ChatMessage message) =>
        message.From == client.User && (message.ClientId ?? LooksLike(message)) is { } clientId && Settle(clientId);

    /// <summary>True if it waited until now.</summary>
    public bool Settle(string clientId)
    {
        if (!_waiting.Remove(clientId, out var message))
        {
            return false;
        }

        screen.Settled(message);
        return true;
    }

    // A server may leave the client id out towards the only session of a user, though that one has just come back.
    private string? LooksLike(ChatMessage message) => _waiting.Values
        .FirstOrDefault(one => one.Place.Conversation == message.Conversation && ContentText.Clean(one.Text) == message.Text)?.ClientId;
}
