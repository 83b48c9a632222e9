using System.Diagnostics;
using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Json;
using OrleansIm.Telemetry;

namespace OrleansIm.Gateway.Messages;

/// <summary>
/// The messages of one session on their way to conversations: per conversation one batch in flight, what gathers meanwhile
/// is the next. That keeps the order in which they were sent; the transport between processes does not.
/// </summary>
internal sealed class SendLanes(ClientSession session, SessionServices services)
{
    private const int MaxBatch = 128;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<PendingSend>> _lanes = new(StringComparer.Ordinal);
    private volatile bool _isOver;

    /// <summary>Adds a message; its answer is sent to the session when it is known.</summary>
    public void Add(string conversation, SendFrame frame)
    {
        session.Begin();
        var span = Traces.Begin("oim.send");
        span.Detach();
        var pending = new PendingSend(frame, services.Time.GetTimestamp(), span);
        if (_isOver)
        {
            Answer(conversation, [pending], results: null, last: true);
            return;
        }

        lock (_gate)
        {
            if (_lanes.TryGetValue(conversation, out var waiting))
            {
                waiting.Add(pending);
                return;
            }

            _lanes[conversation] = [];
        }

        _ = RunAsync(conversation, [pending]);
    }

    private async Task RunAsync(string conversation, List<PendingSend> batch)
    {
        var grain = services.Grains.Conversation(conversation);
        while (batch.Count > 0)
        {
            if (!await StoreAsync(conversation, grain, batch))
            {
                GiveUp(conversation);
                return;
            }

            batch = Next(conversation);
        }
    }

    /// <summary>
    /// What stands behind a message that was put off is put off as well: the client says all of it again, in its old order. If it
    /// is gone, it does so on another connection and was not told: nothing more of this one may go ahead of that.
    /// </summary>
    private void GiveUp(string conversation)
    {
        List<PendingSend> rest;
        lock (_gate)
        {
            _isOver |= session.Connection.IsClosed;
            _lanes.Remove(conversation, out rest!);
        }

        Answer(conversation, rest, results: null, last: true);
    }

    private List<PendingSend> Next(string conversation)
    {
        lock (_gate)
        {
            var waiting = _lanes[conversation];
            if (waiting.Count == 0)
            {
                _lanes.Remove(conversation);
                return [];
            }

            if (waiting.Count <= MaxBatch)
            {
                _lanes[conversation] = [];
                return waiting;
            }

            var next = waiting.GetRange(0, MaxBatch);
            waiting.RemoveRange(0, MaxBatch);
            return next;
        }
    }

    /// <summary>
    /// Stores a batch and answers each message. A call whose outcome is unknown, and messages the conversation was too busy
    /// for, are tried again with the same client ids: in the log they are at most once. False if some were put off in the end.
    /// </summary>
    private async Task<bool> StoreAsync(string conversation, IConversationGrain grain, List<PendingSend> batch)
    {
        var begun = services.Time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var results = await TryAppendAsync(conversation, grain, batch);
            var last = services.Time.GetElapsedTime(begun) > Patience || session.Connection.IsClosed;
            batch = Answer(conversation, batch, results, last);
            if (batch.Count == 0 || last)
            {
                return batch.Count == 0;
            }

            var wait = Math.Min(1000, 25 << Math.Min(attempt, 6)) * (0.5 + Random.Shared.NextDouble());
            await Task.Delay(TimeSpan.FromMilliseconds(wait), services.Time);
        }
    }

    private async ValueTask<AppendResult[]?> TryAppendAsync(string conversation, IConversationGrain grain, List<PendingSend> batch)
    {
        try
        {
            var request = new AppendRequest(
                session.Facts.User, session.Facts.Session, [.. batch.Select(static pending => ToDraft(pending.Frame))], TracesOf(batch));
            return await services.Answers.CallAsync(static call => call.grain.AppendAsync(call.request), (grain, request));
        }
        catch (Exception failure)
        {
            services.LogAppendFailed(conversation, failure);
            return null;
        }
    }

    private static string?[]? TracesOf(List<PendingSend> batch) => batch.Exists(static pending => pending.Span is not null)
        ? [.. batch.Select(static pending => Traces.ParentOf(pending.Span))]
        : null;

    public static Draft ToDraft(SendFrame frame) => new(
        frame.ClientId, frame.Kind, frame.Content, frame.Mentions is null ? null : [.. frame.Mentions], frame.ReplyTo, frame.Silent,
        Expire: frame.Expire);

    /// <summary>Answers what is decided, at last all of it, and returns what was too busy.</summary>
    private List<PendingSend> Answer(string conversation, List<PendingSend> batch, AppendResult[]? results, bool last)
    {
        List<PendingSend> again = [];
        for (var i = 0; i < batch.Count; i++)
        {
            var (frame, since, span) = batch[i];
            var result = results?[i] ?? AppendResult.Refused(ErrorCode.Busy, "The server is busy. Please try again.");
            if (result.Code == ErrorCode.Busy)
            {
                again.Add(batch[i]);
                if (!last)
                {
                    continue;
                }
            }

            if (result.Code == ErrorCode.None)
            {
                services.Meter.Stored(result.Dup, services.Time.GetElapsedTime(since));
                session.Writes.Wrote(conversation, result.Seq);

                if (!result.Dup)
                {
                    session.OwnEvents.Wrote(session.Rev, services.Time.GetTimestamp());
                }

                // The event counter counts own entries as well; the next beat asks for it.
                session.TouchedAt = 0;
                session.Send(new SendReceipt(frame.Id!, conversation, result.Seq, result.Time, result.Dup));
            }
            else
            {
                session.Refuse(frame.Id, result.Code, result.Message ?? string.Empty, result.Code == ErrorCode.Busy ? 1000 : result.RetryAfter);
            }

            End(span, conversation, result);
            session.Done();
        }

        return again;
    }

    private static void End(Activity? span, string conversation, in AppendResult result)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("oim.conversation", conversation);
        span.SetTag("oim.seq", result.Seq);
        span.SetTag("oim.dup", result.Dup);
        if (result.Code != ErrorCode.None)
        {
            span.SetTag("oim.error", WireNames.Of(result.Code));
        }

        span.Dispose();
    }
}
