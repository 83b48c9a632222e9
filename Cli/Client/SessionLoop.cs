using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client;

/// <summary>What goes on over one connection after its login, until it ends.</summary>
internal sealed class SessionLoop(
    Connection connection, string user, Inbox inbox, Outbox outbox, ChannelWriter<ClientEvent> events, TimeProvider time)
{
    // A push and a receipt may cross; only what is still missing after this is taken for lost.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Channel<bool> _gaps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Connection Connection => connection;

    public async Task RunAsync(long heartbeatSeconds, Action caughtUp, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, connection.Ended);
        Task[] companions =
        [
            QuietlyAsync(outbox.PumpAsync(connection, OnSentAsync, stop.Token)),
            QuietlyAsync(BeatAsync(TimeSpan.FromSeconds(heartbeatSeconds), stop.Token)),
            QuietlyAsync(RepairAsync(stop.Token)),
        ];
        try
        {
            await foreach (var frame in connection.Pushes.ReadAllAsync(cancellation))
            {
                await TakeAsync(frame, caughtUp, stop.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The connection ended while a push was being taken; the server sends it again.
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(companions);
        }
    }

    public Task KnownAsync(string conversation, long seq) => InTurnAsync(() => inbox.Known(conversation, seq));

    private async Task TakeAsync(JsonElement frame, Action caughtUp, CancellationToken cancellation)
    {
        switch (frame.TextOf("type"))
        {
            case "messages":
                await TakeMessagesAsync(frame.ItemsOf("items"), cancellation);
                break;
            case "offline":
                await TakeMessagesAsync(frame.ItemsOf("conversations").SelectMany(one => one.ItemsOf("messages")), cancellation);
                if (!frame.FlagOf("more"))
                {
                    caughtUp();
                }

                break;
            case "typing":
                events.TryWrite(new Typing(frame.TextOf("conversation") ?? string.Empty, frame.TextOf("user") ?? string.Empty));
                break;
            case "presence":
                events.TryWrite(PresenceMoved.Read(frame));
                break;
            case "contact" when frame.TryGetProperty("contact", out var contact):
                events.TryWrite(new ContactMoved(
                    frame.TextOf("event") ?? string.Empty, frame.TextOf("by") ?? string.Empty, contact.TextOf("user") ?? string.Empty,
                    contact.TextOf("greeting") is { } greeting ? ContentText.Clean(greeting) : null));
                break;
            case "group.request":
                events.TryWrite(new JoinAsked(
                    frame.TextOf("group") ?? string.Empty, frame.TextOf("user") ?? string.Empty, frame.TextOf("by") ?? string.Empty,
                    frame.TextOf("text") is { Length: > 0 } words ? ContentText.Clean(words) : null));
                break;
            case "conversation" when frame.TryGetProperty("deleted", out _):
                events.TryWrite(new MessagesDeleted(
                    frame.TextOf("conversation") ?? string.Empty, [.. frame.ItemsOf("deleted").Select(static seq => seq.GetInt64())]));
                break;
            case "call":
                events.TryWrite(new CallMoved(
                    frame.TextOf("call") ?? string.Empty, frame.TextOf("event") ?? string.Empty, frame.TextOf("by") ?? string.Empty,
                    frame.TextOf("outcome"), frame.NumberOf("duration") ?? 0));
                break;
            case "schedule":
                events.TryWrite(new ScheduleMoved(
                    frame.TextOf("event") ?? string.Empty, frame.TextOf("conversation") ?? string.Empty,
                    DateTimeOffset.FromUnixTimeMilliseconds(frame.NumberOf("at") ?? 0), frame.TextOf("code")));
                break;
            case "read":
                events.TryWrite(new ReadMoved(
                    frame.TextOf("conversation") ?? string.Empty, frame.TextOf("user") ?? string.Empty, frame.NumberOf("seq") ?? 0));
                break;
        }
    }

    private async Task TakeMessagesAsync(IEnumerable<JsonElement> messages, CancellationToken cancellation)
    {
        JsonObject? acknowledgement = null;
        await InTurnAsync(() => acknowledgement = inbox.Take(messages));
        await AcknowledgeAsync(acknowledgement, cancellation);
    }

    private async Task OnSentAsync(OutgoingMessage message, JsonElement receipt)
    {
        JsonObject? acknowledgement = null;
        await InTurnAsync(() => acknowledgement = inbox.Sent(new ChatMessage
        {
            Conversation = receipt.TextOf("conversation") ?? message.Place.Conversation,
            Seq = receipt.NumberOf("seq") ?? 0,
            From = user,
            Time = DateTimeOffset.FromUnixTimeMilliseconds(receipt.NumberOf("time") ?? 0),
            Kind = "text",
            Text = ContentText.Clean(message.Text),
            ClientId = message.ClientId,
        }));
        await AcknowledgeAsync(acknowledgement, CancellationToken.None);
    }

    private async Task AcknowledgeAsync(JsonObject? acknowledgement, CancellationToken cancellation)
    {
        if (acknowledgement is not null)
        {
            await connection.SendAsync(acknowledgement, cancellation);
        }
    }

    private async Task InTurnAsync(Action action)
    {
        await _turn.WaitAsync();
        try
        {
            action();
            if (inbox.HasGaps)
            {
                _gaps.Writer.TryWrite(true);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task RepairAsync(CancellationToken cancellation)
    {
        await foreach (var _ in _gaps.Reader.ReadAllAsync(cancellation))
        {
            await Task.Delay(Grace, time, cancellation);
            await _turn.WaitAsync(cancellation);
            try
            {
                await inbox.RepairAsync(connection, cancellation);
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    private async Task BeatAsync(TimeSpan interval, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            if (time.GetElapsedTime(connection.LastHeard) > interval * 2)
            {
                await connection.CutAsync();
                return;
            }

            await connection.SendAsync(new JsonObject { ["type"] = "heartbeat" }, cancellation);
        }
    }

    // How the connection ended is known from the connection; what was under way stays open and is done again on the next.
    private static async Task QuietlyAsync(Task companion)
    {
        try
        {
            await companion;
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionLostException or RefusedException)
        {
        }
    }
}
