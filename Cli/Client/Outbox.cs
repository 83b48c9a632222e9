using System.Text.Json;
using System.Threading.Channels;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client;

/// <summary>
/// Messages in the order in which they were written, the first of them under way. A message leaves with its receipt and not
/// before: after a lost connection the same one goes out again under the same client id.
/// </summary>
internal sealed class Outbox(ChannelWriter<ClientEvent> events, TimeProvider time)
{
    private readonly Channel<OutgoingMessage> _waiting = Channel.CreateUnbounded<OutgoingMessage>();
    private OutgoingMessage? _heldUp;

    public void Add(OutgoingMessage message) => _waiting.Writer.TryWrite(message);

    /// <summary>Sends over one connection until it ends; gives each message with its receipt to <paramref name="sent"/>.</summary>
    public async Task PumpAsync(Connection connection, Func<OutgoingMessage, JsonElement, Task> sent, CancellationToken cancellation)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellation))
        {
            while (_waiting.Reader.TryPeek(out var message))
            {
                if (await TrySendAsync(connection, message, sent, cancellation))
                {
                    _waiting.Reader.TryRead(out _);
                }
            }
        }
    }

    private async Task<bool> TrySendAsync(
        Connection connection, OutgoingMessage message, Func<OutgoingMessage, JsonElement, Task> sent, CancellationToken cancellation)
    {
        try
        {
            var receipt = await connection.RequestAsync(message.ToRequest(), cancellation);
            await sent(message, receipt);
            return true;
        }
        catch (RefusedException refusal) when (refusal.IsPassing)
        {
            if (_heldUp != message)
            {
                _heldUp = message;
                events.TryWrite(new SendHeldUp(message, refusal.Message));
            }

            await Task.Delay(refusal.RetryAfter, time, cancellation);
            return false;
        }
        catch (RefusedException refusal)
        {
            events.TryWrite(new SendRefused(message, refusal.Message));
            return true;
        }
    }
}
