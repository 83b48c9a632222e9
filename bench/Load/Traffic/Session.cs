using System.Text;
using OrleansIm.Load.Frames;
using OrleansIm.Load.Sockets;

namespace OrleansIm.Load.Traffic;

/// <summary>One device of one user on one connection.</summary>
internal sealed class Session(EventLoop loop, Endpoint endpoint, LoadRun run, string user, ISessionEvents? events = null)
    : Connection(loop, endpoint)
{
    private readonly TaskCompletionSource<bool> _ready = new();
    private readonly TaskCompletionSource _ended = new();
    private Dictionary<string, TaskCompletionSource<Answer>>? _awaited;
    private string _closeCode = "";
    private bool _hasReceipt;
    private bool _closing;
    private long _beatAt;

    public string User { get; } = user;

    public byte[] UserBytes { get; } = Encoding.UTF8.GetBytes(user);

    /// <summary>When connecting began.</summary>
    public long StartedAt { get; private set; }

    /// <summary>When the login receipt had come.</summary>
    public long LoggedInAt { get; private set; }

    /// <summary>When the last offline frame had come.</summary>
    public long ReadyAt { get; private set; }

    public bool IsReady => ReadyAt > 0 && IsOpen;

    /// <summary>Connects, logs in and takes the backlog. False if the connection ended before that.</summary>
    public Task<bool> LoginAsync()
    {
        StartedAt = EventLoop.Now;
        Connect();
        return _ready.Task;
    }

    /// <summary>Sends a request with an id that no load message uses, and waits for its answer.</summary>
    public Task<Answer> AskAsync(string id, string json)
    {
        var answer = new TaskCompletionSource<Answer>();
        if (!IsOpen)
        {
            answer.SetResult(new Answer("not_connected", ""));
            return answer.Task;
        }

        (_awaited ??= []).Add(id, answer);
        Write(Encoding.UTF8.GetBytes(json));
        return answer.Task;
    }

    /// <summary>Logs out, then closes; the device stays known.</summary>
    public async Task LogoutAsync()
    {
        _closing = true;
        var answer = await AskAsync("out", """{"type":"logout","id":"out"}""");
        if (!answer.IsReceipt && answer.Code != "closed_by_server")
        {
            run.Errors.Add("logout:" + answer.Code);
        }

        await CloseAsync();
    }

    public Task CloseAsync()
    {
        _closing = true;
        if (Descriptor < 0)
        {
            return Task.CompletedTask;
        }

        Close();
        return _ended.Task;
    }

    /// <summary>A heartbeat, unless something was written within <paramref name="quiet"/>.</summary>
    public void Beat(long now, long quiet)
    {
        if (IsReady && now - LastWrite >= quiet)
        {
            _beatAt = now;
            run.BeatsSent++;
            Write("""{"type":"heartbeat"}"""u8);
        }
    }

    protected override void OnOpen() => Write(Encoding.UTF8.GetBytes(
        $$$"""{"type":"login","id":"in","version":2,"token":"{{{run.Tokens.Sign(User)}}}","device":{"id":"load","class":"mobile","app":"1.0.0"},"heartbeat":30,"background":false}"""));

    protected override void OnFrame(ReadOnlySpan<byte> json)
    {
        if (!FrameView.TryParse(json, out var frame))
        {
            run.Errors.Add("unreadable_frame");
        }
        else if (frame.Type.SequenceEqual("messages"u8))
        {
            OnMessages(frame.Items, default, isBacklog: false);
        }
        else if (frame.Type.SequenceEqual("receipt"u8))
        {
            OnReceipt(frame, json);
        }
        else if (frame.Type.SequenceEqual("heartbeat"u8))
        {
            run.BeatsAnswered++;
            run.Beats.Record(ReadAt - _beatAt);
        }
        else if (frame.Type.SequenceEqual("offline"u8))
        {
            OnOffline(frame);
        }
        else if (frame.Type.SequenceEqual("presence"u8))
        {
            run.PresencePushes++;
            run.GonePushes += json.IndexOf("\"online\":false"u8) >= 0 ? 1 : 0;
        }
        else if (frame.Type.SequenceEqual("error"u8))
        {
            OnError(frame, json);
        }
        else if (frame.Type.SequenceEqual("close"u8))
        {
            _closeCode = Encoding.UTF8.GetString(frame.Code);
            if (!_closing)
            {
                run.Closes.Add(_closeCode);
                run.Note($"close {_closeCode} for {User}: {Encoding.UTF8.GetString(frame.Text)}");
            }
        }
    }

    protected override void OnReadEnd() => events?.OnReadEnd(this);

    protected override void OnEnd(string why)
    {
        var code = _closeCode.Length > 0 ? _closeCode : why;
        if (_closing)
        {
            code = "";
        }
        else if (_closeCode.Length == 0)
        {
            // A close frame was counted when it came.
            run.Closes.Add(code);
        }

        foreach (var answer in _awaited?.Values.ToArray() ?? [])
        {
            answer.TrySetResult(new Answer(why.Length > 0 ? why : "closed", ""));
        }

        _ready.TrySetResult(false);
        _ended.TrySetResult();
        events?.OnClosed(this, code);
    }

    private void OnReceipt(in FrameView frame, ReadOnlySpan<byte> json)
    {
        if (_awaited is { Count: > 0 } && _awaited.Remove(Encoding.UTF8.GetString(frame.Re), out var awaited))
        {
            awaited.SetResult(new Answer("", Encoding.UTF8.GetString(json)));
        }
        else if (!_hasReceipt && frame.Re.SequenceEqual("in"u8))
        {
            _hasReceipt = true;
            LoggedInAt = ReadAt;
        }
        else if (events is not null)
        {
            events.OnReceipt(this, frame, ReadAt);
        }
        else
        {
            run.Errors.Add("stray_receipt");
        }
    }

    private void OnError(in FrameView frame, ReadOnlySpan<byte> json)
    {
        var code = Encoding.UTF8.GetString(frame.Code);
        run.Errors.Add(code);
        run.Note($"error for {User}: {Encoding.UTF8.GetString(json)}");
        if (_awaited is not null && _awaited.Remove(Encoding.UTF8.GetString(frame.Re), out var awaited))
        {
            awaited.SetResult(new Answer(code, Encoding.UTF8.GetString(json)));
        }
        else
        {
            events?.OnError(this, frame, ReadAt);
        }
    }

    private void OnMessages(ReadOnlySpan<byte> items, ReadOnlySpan<byte> conversation, bool isBacklog)
    {
        var cursor = new JsonCursor(items);
        cursor.Enter((byte)'[');
        while (cursor.Next(out var item))
        {
            if (!MessageView.TryParse(item, out var message))
            {
                run.Errors.Add("unreadable_message");
                continue;
            }

            if (message.Conversation.IsEmpty)
            {
                message.Conversation = conversation;
            }

            events?.OnMessage(this, message, isBacklog, ReadAt);
        }
    }

    private void OnOffline(in FrameView frame)
    {
        run.OfflineFrames++;
        var cursor = new JsonCursor(frame.Conversations);
        cursor.Enter((byte)'[');
        while (cursor.Next(out var entry))
        {
            ReadOnlySpan<byte> conversation = default, messages = default;
            var fields = new JsonCursor(entry);
            fields.Enter((byte)'{');
            while (fields.Next(out var name, out var value))
            {
                if (name.SequenceEqual("conversation"u8))
                {
                    conversation = value;
                }
                else if (name.SequenceEqual("messages"u8))
                {
                    messages = value;
                }
            }

            OnMessages(messages, conversation, isBacklog: true);
        }

        if (!frame.HasMore && ReadyAt == 0)
        {
            ReadyAt = ReadAt;
            _ready.TrySetResult(true);
        }
    }
}
