using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Tests.Fakes;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Tests.Messages;

public sealed class SendLanesTests : IAsyncDisposable
{
    private readonly Dictionary<string, FakeConversation> _conversations = new(StringComparer.Ordinal)
    {
        ["c:d:alice:bob"] = new(),
        ["c:g:team"] = new(),
    };

    private readonly FakeTransport _client = new();
    private readonly FakeGateway _gateway;
    private readonly ClientSession _session;

    public SendLanesTests()
    {
        _gateway = new FakeGateway((_, key) => _conversations[key]);
        _session = _gateway.Session(_client);
    }

    private FakeConversation Bob => _conversations["c:d:alice:bob"];

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task One_batch_is_in_flight_and_what_gathers_is_the_next_in_order()
    {
        Send("d:alice:bob", 1);
        var first = await Bob.NextCallAsync();
        for (var i = 2; i <= 300; i++)
        {
            Send("d:alice:bob", i);
        }

        Assert.Equal(0, Bob.Waiting);
        Assert.Equal(["m1"], first.ClientIds);
        Assert.Equal(("alice", "s1"), (first.Request.User, first.Request.Session));
        first.Take(1);
        var got = 1;
        while (got < 300)
        {
            var call = await Bob.NextCallAsync();
            Assert.Equal(Enumerable.Range(got + 1, call.ClientIds.Length).Select(i => $"m{i}"), call.ClientIds);
            call.Take(got + 1);
            got += call.ClientIds.Length;
        }

        for (var i = 1; i <= 300; i++)
        {
            var receipt = await _client.NextFrameAsync();
            Assert.Equal(($"r{i}", i), (receipt.GetProperty("re").GetString(), receipt.GetProperty("seq").GetInt32()));
        }

        Assert.Equal(1, Bob.MostAtOnce);
    }

    [Fact]
    public async Task Another_conversation_is_not_held_up()
    {
        Send("d:alice:bob", 1);
        await Bob.NextCallAsync();
        Send("g:team", 2);

        (await _conversations["c:g:team"].NextCallAsync()).Take(7);

        var receipt = await _client.NextFrameAsync();
        Assert.Equal(("r2", 7), (receipt.GetProperty("re").GetString(), receipt.GetProperty("seq").GetInt32()));
    }

    [Fact]
    public async Task Busy_messages_are_tried_again_with_the_same_client_ids_before_later_ones()
    {
        Send("d:alice:bob", 1);
        var first = await Bob.NextCallAsync();
        Send("d:alice:bob", 2);
        Send("d:alice:bob", 3);
        first.Take(1);
        var second = await Bob.NextCallAsync();
        Send("d:alice:bob", 4);
        second.Answer.SetResult([AppendResult.Taken(2, 1, dup: false), AppendResult.Refused(ErrorCode.Busy, "later")]);

        var again = await NextAsync();
        Assert.Equal(["m3"], again.ClientIds);
        again.Take(3);
        var last = await NextAsync();
        Assert.Equal(["m4"], last.ClientIds);
        last.Take(4);

        foreach (var expected in new[] { "r1", "r2", "r3", "r4" })
        {
            Assert.Equal(expected, (await _client.NextFrameAsync()).GetProperty("re").GetString());
        }
    }

    [Fact]
    public async Task After_an_exception_the_outcome_is_unknown_and_the_same_is_asked_again()
    {
        Send("d:alice:bob", 1);
        (await Bob.NextCallAsync()).Answer.SetException(new TimeoutException());

        var again = await NextAsync();
        Assert.Equal(["m1"], again.ClientIds);
        again.Answer.SetResult([AppendResult.Taken(1, 1, dup: true)]);

        var receipt = await _client.NextFrameAsync();
        Assert.Equal("receipt", receipt.GetProperty("type").GetString());
        Assert.True(receipt.GetProperty("dup").GetBoolean());
    }

    [Fact]
    public async Task A_batch_that_a_silo_may_have_taken_with_it_is_asked_again_before_its_time_is_over()
    {
        Send("d:alice:bob", 1);
        var lost = await Bob.NextCallAsync();
        Send("d:alice:bob", 2);
        _gateway.Get<LostAnswers>().Tell();

        var again = await NextAsync();
        Assert.Equal(["m1"], again.ClientIds);
        again.Answer.SetResult([AppendResult.Taken(1, 1, dup: true)]);
        var next = await NextAsync();
        Assert.Equal(["m2"], next.ClientIds);

        // It was on its way all the time.
        lost.Answer.SetResult([AppendResult.Taken(1, 1, dup: false)]);
        next.Take(2);
        foreach (var expected in new[] { "r1", "r2" })
        {
            Assert.Equal(expected, (await _client.NextFrameAsync()).GetProperty("re").GetString());
        }

        Assert.False(_client.HasMore);
    }

    [Fact]
    public async Task Refusals_are_final_and_patience_ends_in_busy()
    {
        Send("d:alice:bob", 1);
        (await Bob.NextCallAsync()).Answer.SetResult([AppendResult.Refused(ErrorCode.Conflict, "no")]);
        var refused = await _client.NextFrameAsync();
        Assert.Equal(("error", "conflict"), (refused.GetProperty("type").GetString(), refused.GetProperty("code").GetString()));

        Send("d:alice:bob", 2);
        var next = Bob.NextCallAsync().AsTask();
        while (!_client.HasMore)
        {
            if (next.IsCompleted)
            {
                (await next).Answer.SetResult([AppendResult.Refused(ErrorCode.Busy, "later")]);
                next = Bob.NextCallAsync().AsTask();
            }

            _gateway.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        var busy = await _client.NextFrameAsync();
        Assert.Equal(("r2", "busy"), (busy.GetProperty("re").GetString(), busy.GetProperty("code").GetString()));
        Assert.True(busy.GetProperty("retryAfter").GetInt32() > 0);
    }

    [Fact]
    public async Task What_stands_behind_a_message_that_was_put_off_is_put_off_as_well()
    {
        Send("d:alice:bob", 1);
        var call = await Bob.NextCallAsync();
        Send("d:alice:bob", 2);
        _gateway.Time.Advance(TimeSpan.FromSeconds(9));
        call.Answer.SetResult([AppendResult.Refused(ErrorCode.Busy, "later")]);

        foreach (var expected in new[] { "r1", "r2" })
        {
            var busy = await _client.NextFrameAsync();
            Assert.Equal((expected, "busy"), (busy.GetProperty("re").GetString(), busy.GetProperty("code").GetString()));
        }

        Send("d:alice:bob", 3);
        Assert.Equal(["m3"], (await NextAsync()).ClientIds);
    }

    [Fact]
    public async Task Of_a_connection_that_is_gone_nothing_goes_ahead_of_a_message_that_it_does_not_know_of()
    {
        Send("d:alice:bob", 1);
        var call = await Bob.NextCallAsync();
        Send("d:alice:bob", 2);
        Send("g:team", 3);
        _session.Connection.Close(new CloseFrame(CloseCode.Internal, "gone", Retry: true));
        call.Answer.SetException(new TimeoutException());

        (await _conversations["c:g:team"].NextCallAsync()).Take(1);
        await Patient.ForAsync("an end of all requests", _session.SettleAsync(TimeSpan.FromMinutes(1)));
        Send("d:alice:bob", 4);
        Assert.Equal(0, Bob.Waiting);
    }

    private void Send(string conversation, int number) => _session.Sends.Add(conversation, new SendFrame(
        $"r{number}", new Target(null, null, conversation), $"m{number}", ContentKind.Text, default, null, 0, Silent: false));

    /// <summary>The next call, however long the lane waits before it tries again.</summary>
    private async Task<FakeConversation.Call> NextAsync()
    {
        var call = Bob.NextCallAsync().AsTask();
        while (await Task.WhenAny(call, Task.Delay(5)) != call)
        {
            // The lane may not have begun to wait yet, so time goes on in small steps until it calls.
            _gateway.Time.Advance(TimeSpan.FromMilliseconds(20));
        }

        return await call;
    }
}
