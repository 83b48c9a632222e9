using System.Text.Json.Nodes;
using OrleansIm.Load.Frames;
using OrleansIm.Load.Measure;
using OrleansIm.Load.Sockets;
using OrleansIm.Load.Traffic;

namespace OrleansIm.Load.Scenarios;

/// <summary>
/// One group, all members online. Its owner sends a message and takes it back when all have it, one after the other: how long
/// it takes from the request until a member has learnt of it, and until the last one has.
/// </summary>
internal sealed class RecallScenario : IScenario
{
    private readonly Latency _each = new();
    private readonly Latency _last = new();
    private readonly HashSet<Session> _waiting = [];
    private Session[] _sessions = [];
    private bool _forRecall;
    private long _seq;
    private long _saidAt;
    private bool _isMeasured;

    public async Task<JsonObject> RunAsync(LoadRun run)
    {
        var options = run.Options;
        _sessions = [.. Enumerable.Range(0, options.Users).Select(i => run.NewSession(run.UserName("c", i), new Member(this)))];
        if (!await run.LoginAllAsync(_sessions, options.Concurrency))
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "login" };
        }

        run.KeepAlive(_sessions);
        if (await LoadGroup.MakeAsync(run, _sessions[0], [.. _sessions.Select(session => session.User)]) is not { } group)
        {
            return new JsonObject { ["exact"] = false, ["failed"] = "group" };
        }

        var rounds = 0;
        var complete = true;
        var from = EventLoop.Now;
        var end = from + EventLoop.Ticks(options.Warmup + options.Seconds);
        while (complete && EventLoop.Now < end)
        {
            _isMeasured = EventLoop.Now - from > EventLoop.Ticks(options.Warmup);
            complete = await RoundAsync(run, group, rounds++);
        }

        return new JsonObject
        {
            ["users"] = options.Users,
            ["recalls"] = rounds,
            ["recallMs"] = _each.ToJson(),
            ["lastMs"] = _last.ToJson(),
            ["exact"] = complete && _last.Count > 0,
        };
    }

    /// <summary>False if not all members learnt of both.</summary>
    private async Task<bool> RoundAsync(LoadRun run, LoadGroup group, int round)
    {
        Expect(forRecall: false, 0);
        var text = new string('x', run.Options.Bytes);
        var sent = await _sessions[0].AskAsync(
            $"s{round}",
            $$$"""{"type":"send","id":"s{{{round}}}","to":{"group":"{{{group.Id}}}"},"clientId":"s{{{round}}}","content":{"type":"text","text":"{{{text}}}"}}""");
        if (!sent.IsReceipt || !await run.Loop.Until(() => _waiting.Count == 0, run.Options.Drain))
        {
            run.Say($"{_waiting.Count} members have not got message {round}: {sent.Code}");
            return false;
        }

        var seq = (long)JsonNode.Parse(sent.Json)!["seq"]!;
        Expect(forRecall: true, seq);
        var recalled = await _sessions[0].AskAsync(
            $"r{round}", $$"""{"type":"recall","id":"r{{round}}","conversation":"{{group.Conversation}}","seq":{{seq}}}""");
        if (!recalled.IsReceipt || !await run.Loop.Until(() => _waiting.Count == 0, run.Options.Drain))
        {
            run.Say($"{_waiting.Count} members have not learnt of recall {round}: {recalled.Code}");
            return false;
        }

        return true;
    }

    private void Expect(bool forRecall, long seq)
    {
        (_forRecall, _seq, _saidAt) = (forRecall, seq, EventLoop.Now);
        _waiting.UnionWith(_sessions.Skip(1));
    }

    private void OnMessage(Session session, in MessageView message, long now)
    {
        // The message's own tip of the group's making is not waited for: it has no text.
        if (message.IsRecall != _forRecall || (!_forRecall && message.Text.IsEmpty) || message.Seq <= _seq || !_waiting.Remove(session))
        {
            return;
        }

        if (_forRecall && _isMeasured)
        {
            _each.Record(now - _saidAt);
            if (_waiting.Count == 0)
            {
                _last.Record(now - _saidAt);
            }
        }
    }

    /// <summary>Tells what comes, and acks it.</summary>
    private sealed class Member(RecallScenario scenario) : ISessionEvents
    {
        private byte[] _conversation = [];
        private long _seen;
        private long _acked;

        public void OnReceipt(Session session, in FrameView frame, long now)
        {
        }

        public void OnError(Session session, in FrameView frame, long now)
        {
        }

        public void OnMessage(Session session, in MessageView message, bool isBacklog, long now)
        {
            if (!message.Conversation.SequenceEqual(_conversation))
            {
                _conversation = message.Conversation.ToArray();
            }

            _seen = Math.Max(_seen, message.Seq);
            scenario.OnMessage(session, message, now);
        }

        public void OnReadEnd(Session session)
        {
            if (_seen > _acked)
            {
                _acked = _seen;
                using var writer = new AckWriter(session);
                writer.Add(_conversation, _seen);
            }
        }

        public void OnClosed(Session session, string code)
        {
        }
    }
}
