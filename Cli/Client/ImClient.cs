using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using OrleansIm.Cli.Client.Events;
using OrleansIm.Cli.Wire;

namespace OrleansIm.Cli.Client;

/// <summary>
/// A logged-in device that stays so: it comes back after a lost connection, sends again what has no receipt, and tells through
/// <see cref="Events"/> what happens, every entry once and in order.
/// </summary>
internal sealed class ImClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Entrances _entrances;
    private readonly Credentials _credentials;
    private readonly TimeProvider _time;
    private readonly Channel<ClientEvent> _events = Channel.CreateUnbounded<ClientEvent>();
    private readonly Outbox _outbox;
    private readonly Inbox _inbox;
    private readonly Backoff _backoff = new(Random.Shared);
    private volatile SessionLoop? _session;
    private bool _wasConnected;

    public ImClient(Entrances entrances, Credentials credentials, TimeProvider time)
    {
        _entrances = entrances;
        _credentials = credentials;
        _time = time;
        _outbox = new Outbox(_events.Writer, time);
        _inbox = new Inbox(_events.Writer);
    }

    public ChannelReader<ClientEvent> Events => _events.Reader;

    public string User => _credentials.User;

    public string Device => $"{_credentials.Device} ({_credentials.DeviceClass})";

    /// <summary>The one that it is connected to, or tries next.</summary>
    public Endpoint Server => _entrances.Current;

    public bool IsConnected => _session is not null;

    /// <summary>Sends now or when there is a connection again; <see cref="Arrived"/> or <see cref="SendRefused"/> tells how it went.</summary>
    public void Send(OutgoingMessage message) => _outbox.Add(message);

    /// <summary>Any other request; throws <see cref="RefusedException"/> or <see cref="ConnectionLostException"/>.</summary>
    public Task<JsonElement> RequestAsync(JsonObject frame, CancellationToken cancellation) =>
        (_session ?? throw new ConnectionLostException("There is no connection at the moment.")).Connection.RequestAsync(frame, cancellation);

    /// <summary>Newest entries of a conversation, or those before <paramref name="before"/>.</summary>
    public async Task<HistoryPage> HistoryAsync(Place place, long? before, int limit, CancellationToken cancellation)
    {
        var session = _session ?? throw new ConnectionLostException("There is no connection at the moment.");
        var frame = new JsonObject { ["type"] = "history", ["conversation"] = place.Conversation, ["limit"] = limit };
        if (before is { } seq)
        {
            frame["before"] = seq;
        }

        var page = await session.Connection.RequestAsync(frame, cancellation);
        ChatMessage[] messages = [.. page.ItemsOf("items").Select(ChatMessage.Parse)];
        if (before is null)
        {
            await session.KnownAsync(place.Conversation, messages.Length == 0 ? 0 : messages[^1].Seq);
        }

        return new HistoryPage(messages, page.FlagOf("more"));
    }

    /// <summary>Runs until it is cancelled or the server says not to come back; the last event is then <see cref="Ended"/>.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                var (reason, close) = await ConnectOnceAsync(cancellation);
                var triedAll = !_entrances.MoveOn();
                if (close is { Retry: false } || (!_wasConnected && triedAll))
                {
                    _events.Writer.TryWrite(new Ended(reason));
                    return;
                }

                var wait = _backoff.Next(close?.RetryAfter);
                _events.Writer.TryWrite(new Disconnected(reason, wait));
                await Task.Delay(wait, _time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The user is leaving.
        }
        finally
        {
            _events.Writer.TryComplete();
        }
    }

    private async Task<(string Reason, ServerClose? Close)> ConnectOnceAsync(CancellationToken cancellation)
    {
        var endpoint = Server;
        Stream stream;
        try
        {
            stream = await endpoint.OpenAsync(cancellation);
        }
        catch (AuthenticationException e)
        {
            return ($"No TLS with {endpoint}: {e.Message} A plain port (7100) wants no --tls.", null);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            var next = _wasConnected ? string.Empty : " Start one with: dotnet run --project Silo";
            return ($"No server answers at {endpoint} ({e.Message}).{next}", null);
        }

        await using var connection = new Connection(stream, Patience, _time);
        try
        {
            var receipt = await connection.RequestAsync(LoginFrame(), cancellation);
            var session = new SessionLoop(connection, User, _inbox, _outbox, _events.Writer, _time);
            _session = session;
            await session.RunAsync(receipt.NumberOf("heartbeat") ?? 30, OnCaughtUp, cancellation);
            return (Words(connection.Close) ?? "The connection was lost.", connection.Close);
        }
        catch (ConnectionLostException e)
        {
            var isStrange = !_wasConnected && connection.FirstByte != (byte)'{' && connection.Ended.IsCancellationRequested;
            return (Words(connection.Close) ?? (isStrange ? Advice.ForSilence(endpoint, connection.FirstByte) : e.Message), connection.Close);
        }
        catch (RefusedException e)
        {
            return ($"The login was refused: {e.Message}", new ServerClose(e.Code, e.Message, e.IsPassing, e.RetryAfter));
        }
        finally
        {
            _session = null;
        }
    }

    private void OnCaughtUp()
    {
        _backoff.Reset();
        _events.Writer.TryWrite(new Connected(!_wasConnected));
        _wasConnected = true;
    }

    private static string? Words(ServerClose? close) => close is null ? null : Advice.For(close);

    private JsonObject LoginFrame() => new()
    {
        ["type"] = "login",
        ["version"] = 2,
        ["token"] = _credentials.Token(),
        ["device"] = new JsonObject { ["id"] = _credentials.Device, ["class"] = _credentials.DeviceClass, ["app"] = "1.0.0" },
        ["heartbeat"] = 20,
    };
}
