using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OrleansIm.Support.Checking;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.Support.Campaigns;

/// <summary>
/// One device of one user under load. It behaves as the contract asks of clients: after a lost connection it sends what is
/// open again, with the same client ids and in the same order, before anything new.
/// </summary>
public sealed class Actor(
    IEntrance entrance, Recorder recorder, WordPool words, CampaignPlan plan, string user, string device, IReadOnlyList<Seat> seats, double readShare, int seed)
{
    // Good also where a clock goes ahead.
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(6);

    private readonly Random _random = new(seed);
    private readonly DeviceLog _log = new(user, device, seats, words);
    private readonly Lock _gate = new();
    private readonly List<SendAttempt> _open = [];
    private readonly List<(string Conversation, long Seq)> _recalls = [];
    private readonly Dictionary<string, long> _reads = [];
    private int _sent;
    private long _lost;

    public string User => user;

    public IReadOnlyList<Seat> Seats => seats;

    public DeviceLog Log => _log;

    /// <summary>Answers that the contract does not explain.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>Sends until the recorder has enough, and comes back when nothing is open any more.</summary>
    public async Task SendAllAsync(CancellationToken cancellation)
    {
        while (!IsDone())
        {
            await using var client = await EnterAsync(cancellation);
            try
            {
                await TalkAsync(client, cancellation);
            }
            catch (Exception e) when (IsLoss(e))
            {
                // What is open stays open: the next connection sends it again.
                _lost = Stopwatch.GetTimestamp();
                await ObeyAsync(client, cancellation);
            }
        }
    }

    /// <summary>Stays connected, listens, and marks as read now and then.</summary>
    public async Task ListenAsync(CancellationToken finish)
    {
        while (!finish.IsCancellationRequested)
        {
            try
            {
                await using var client = await EnterAsync(finish);
                while (client.IsOpen)
                {
                    await SmallThingsAsync(client);
                    await Task.WhenAny(client.Closed, Task.Delay(100, finish));
                    finish.ThrowIfCancellationRequested();
                }

                _lost = Stopwatch.GetTimestamp();
                await ObeyAsync(client, finish);
            }
            catch (OperationCanceledException) when (finish.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsLoss(e))
            {
                // The next connection goes on.
                _lost = _lost == 0 ? Stopwatch.GetTimestamp() : _lost;
            }
        }
    }

    /// <summary>Logs in once more and takes what is still owed.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = await EnterAsync(cancellation, frame =>
        {
            if (frame.Type == "offline" && !frame.Flag("more"))
            {
                drained.TrySetResult();
            }
        });

        // Who is sent away before it has all comes again, as long as anything is missing.
        await Task.WhenAny(drained.Task, client.Closed).WaitAsync(cancellation);
    }

    private bool IsDone()
    {
        lock (_gate)
        {
            return recorder.IsEnough && _open.Count == 0 && _recalls.Count == 0;
        }
    }

    private async Task<WireClient> EnterAsync(CancellationToken cancellation, Action<WireFrame>? also = null)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            _log.StartSession();
            try
            {
                var client = await WireClient.LoginAsync(entrance.Server, user, new LoginOptions
                {
                    Device = device,
                    Token = entrance.Server.TokenFor(user, life: TokenLife),
                    Class = "bot",
                    KeepFrames = false,
                    LeaveOnClose = true,
                    Patience = plan.Patience,
                    OnFrame = frame =>
                    {
                        Take(frame);
                        also?.Invoke(frame);
                    },
                });
                if (_lost != 0)
                {
                    recorder.Returned(_lost);
                    _lost = 0;
                }

                return client;
            }
            catch (Exception e) when (IsLoss(e))
            {
                await Task.Delay(100, cancellation);
            }
        }
    }

    /// <summary>Stays away as long as the server asked.</summary>
    private static async Task ObeyAsync(WireClient client, CancellationToken cancellation)
    {
        if (client.Closed is { IsCompletedSuccessfully: true, Result: { } close } && close.Has("retryAfter"))
        {
            await Task.Delay((int)close.Number("retryAfter"), cancellation);
        }
    }

    private void Take(WireFrame frame)
    {
        if (frame.Type is not ("messages" or "offline") || _log.Push(frame) is not { } last)
        {
            return;
        }

        lock (_gate)
        {
            if (_random.NextDouble() < readShare)
            {
                _reads[last.Conversation] = last.Seq;
            }
        }
    }

    private async Task TalkAsync(WireClient client, CancellationToken cancellation)
    {
        SendAttempt[] open;
        lock (_gate)
        {
            open = [.. _open];
        }

        var flying = open.Select(send => SendAsync(client, send, cancellation)).ToList();
        while (!IsDone())
        {
            cancellation.ThrowIfCancellationRequested();
            while (flying.Count < plan.Window && !recorder.IsEnough)
            {
                // Nothing is said into a connection that has ended.
                client.EnsureOpen();
                flying.Add(SendAsync(client, Next(), cancellation));
                if (plan.Pace > TimeSpan.Zero)
                {
                    await Task.WhenAny(client.Closed, Task.Delay(plan.Pace, cancellation));
                    cancellation.ThrowIfCancellationRequested();
                }
            }

            await SmallThingsAsync(client);
            if (flying.Count > 0)
            {
                var landed = await Task.WhenAny(flying);
                flying.Remove(landed);
                await landed;
            }
            else
            {
                // Only a recall that was put off is open.
                await Task.Delay(20, cancellation);
            }
        }
    }

    private SendAttempt Next()
    {
        lock (_gate)
        {
            var number = ++_sent;
            var seat = seats[_random.Next(seats.Count)];
            var send = new SendAttempt
            {
                Sender = user,
                Conversation = seat.Conversation,
                ClientId = $"{device}-{number}",
                Body = words.Same($"{user}/{device}#{number} {new string('x', _random.Next(100))}")!,
            };
            _open.Add(send);
            return send;
        }
    }

    private async Task SendAsync(WireClient client, SendAttempt send, CancellationToken cancellation)
    {
        while (true)
        {
            recorder.Invoke(send, client.Through);
            var answer = await client.RequestRawAsync(send.ClientId, Encode(send));
            if (!answer.IsError)
            {
                var seq = answer.Number("seq");
                recorder.Ack(send, seq);
                _log.Own(send, seq);
                Close(send, seq);
                return;
            }

            if (answer.Code is "busy" or "rate_limited")
            {
                recorder.Delay(send);
                await Task.Delay(answer.Has("retryAfter") ? (int)answer.Number("retryAfter") : 50, cancellation);
                continue;
            }

            recorder.Refuse(send);
            Surprise($"send {send.ClientId} of {user}: {answer}");
            Close(send, 0);
            return;
        }
    }

    private void Close(SendAttempt send, long seq)
    {
        lock (_gate)
        {
            _open.Remove(send);
            if (seq > 0 && _random.NextDouble() < plan.RecallShare)
            {
                _recalls.Add((send.Conversation, seq));
            }
        }
    }

    private byte[] Encode(SendAttempt send)
    {
        var to = seats.First(seat => seat.Conversation == send.Conversation).To;
        var text = JsonEncodedText.Encode(send.Body);
        return Encoding.UTF8.GetBytes(
            $$$"""{"type":"send","id":"{{{send.ClientId}}}","to":{{{to}}},"clientId":"{{{send.ClientId}}}","content":{"type":"text","text":"{{{text}}}"}}""");
    }

    private async Task SmallThingsAsync(WireClient client)
    {
        (string Conversation, long Seq)[] recalls;
        KeyValuePair<string, long>[] reads;
        lock (_gate)
        {
            recalls = [.. _recalls];
            reads = [.. _reads];
            _reads.Clear();
        }

        foreach (var (conversation, seq) in recalls)
        {
            var answer = await client.RecallAsync(conversation, seq);
            if (answer.Code == "expired" && plan.MovesClocks)
            {
                // By the clock that the conversation's silo has now, the message is old.
                recorder.TooLate();
            }
            else if (answer.IsError && answer.Code is not ("busy" or "rate_limited"))
            {
                Surprise($"recall of {conversation}:{seq} by {user}: {answer}");
            }
            else if (!answer.IsError)
            {
                recorder.Recall(new RecallAttempt(user, conversation, seq, answer.Number("seq")));
            }
            else
            {
                continue;
            }

            lock (_gate)
            {
                _recalls.Remove((conversation, seq));
            }
        }

        foreach (var (conversation, seq) in reads)
        {
            var answer = await client.ReadAsync(conversation, seq);
            if (!answer.IsError)
            {
                recorder.Read(new ReadMove(user, conversation, answer.Number("seq")));
            }
        }
    }

    private void Surprise(string what)
    {
        lock (_gate)
        {
            Surprises.Add(what);
        }
    }

    private static bool IsLoss(Exception e) =>
        e is WaitException or IOException or SocketException or ObjectDisposedException;
}
