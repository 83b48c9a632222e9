using System.Diagnostics;
namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>What the contract asks of clients, held against a server that provokes it.</summary>
public sealed class Client_rules_Tests : IAsyncDisposable
{
    private readonly FakeServer _server = new();
    private readonly TerminalClient _client;

    public Client_rules_Tests() => _client = TerminalClient.Chat("alice", _server.Port, "0123456789abcdef", "--to", "bob");

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_message_without_a_receipt_is_sent_again_with_the_same_client_id_and_shown_once()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("hello");
        var first = await _server.ExpectAsync("send");
        await _server.DropAsync();

        await _server.WelcomeAsync();
        var second = await _server.ExpectAsync("send");
        await _server.SayAsync($$"""{"type":"receipt","re":"{{second["id"]}}","conversation":"d:alice:bob","seq":1,"messageId":"m","time":1,"dup":true}""");
        await _client.SeeAsync("#1 you: hello (sent)");

        Assert.Equal(first["clientId"]!.GetValue<string>(), second["clientId"]!.GetValue<string>());
        Assert.Equal(0, await _client.EndAsync());
        Assert.Equal(1, _client.Count("hello"));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_a_refusal_is_told()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("one");
        await _client.TypeAsync("two");
        var first = await _server.ExpectAsync("send");
        await _server.SayAsync($$"""{"type":"error","re":"{{first["id"]}}","code":"busy","message":"later","retryAfter":10}""");
        var again = await _server.ExpectAsync("send");
        Assert.Equal(first["clientId"]!.GetValue<string>(), again["clientId"]!.GetValue<string>());
        await _server.SayAsync($$"""{"type":"error","re":"{{again["id"]}}","code":"forbidden","message":"No."}""");
        await _client.SeeAsync("! not sent to bob: one (No.)");

        var second = await _server.ExpectAsync("send");
        Assert.Equal("two", second["content"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Retry_false_ends_the_client_with_the_servers_words()
    {
        await _server.WelcomeAsync();
        await _client.SeeAsync("open: bob");

        await _server.SayAsync("""{"type":"close","code":"kicked","message":"Too many devices.","retry":false}""");
        await _server.LeftAsync();

        await _client.SeeAsync("! Too many devices.");
        Assert.Equal(1, await _client.ExitAsync());
    }

    [Fact]
    public async Task Another_close_makes_the_client_hang_up_and_come_back()
    {
        await _server.WelcomeAsync();
        await _client.SeeAsync("open: bob");

        await _server.SayAsync("""{"type":"close","code":"draining","message":"Going down.","retry":true,"retryAfter":1}""");
        await _server.LeftAsync();
        await _server.WelcomeAsync();

        await _client.SeeAsync("connected again");
    }

    [Fact]
    public async Task A_gap_is_filled_from_history_before_anything_behind_it_is_shown()
    {
        await _server.WelcomeAsync();
        await _client.SeeAsync("open: bob");
        await _server.SayAsync($$"""{"type":"messages","items":[{{FakeServer.Message(1, "first")}}]}""");
        await _client.SeeAsync("#1 bob: first");
        await _server.SayAsync($$"""{"type":"messages","items":[{{FakeServer.Message(3, "third")}}]}""");

        var ask = await _server.ExpectAsync("history");
        Assert.Equal(1, ask["after"]!.GetValue<long>());
        Assert.Equal(0, _client.Count("third"));
        await _server.SayAsync($$"""{"type":"receipt","re":"{{ask["id"]}}","conversation":"d:alice:bob","items":[{{FakeServer.Message(2, "second")}},{{FakeServer.Message(3, "third")}}],"more":false}""");

        await _client.SeeAsync("#2 bob: second");
        await _client.SeeAsync("#3 bob: third");
        Assert.Equal(1, _client.Count("third"));
    }

    [Fact]
    public async Task An_own_message_whose_push_is_faster_than_its_receipt_is_shown_once_as_sent()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("hello");
        var send = await _server.ExpectAsync("send");
        await _server.SayAsync($$"""{"type":"messages","items":[{{FakeServer.Own(1, send)}}]}""");
        await _client.SeeAsync("#1 you: hello (sent)");
        await _server.ReceiptAsync(send, "d:alice:bob", 1);
        await _client.TypeAsync("next");
        await _server.ReceiptAsync(await _server.ExpectAsync("send"), "d:alice:bob", 2);

        await _client.SeeAsync("#2 you: next (sent)");
        Assert.Equal(0, await _client.EndAsync());
        Assert.Equal(1, _client.Count("hello"));
    }

    [Fact]
    public async Task An_own_message_whose_receipt_is_ahead_of_a_gap_is_shown_as_sent_after_it()
    {
        await _server.WelcomeAsync();
        await _client.SeeAsync("open: bob");
        await _server.SayAsync($$"""{"type":"messages","items":[{{FakeServer.Message(1, "first")}}]}""");
        await _client.SeeAsync("#1 bob: first");
        await _client.TypeAsync("third");
        await _server.ReceiptAsync(await _server.ExpectAsync("send"), "d:alice:bob", 3);
        await _server.SayAsync($$"""{"type":"messages","items":[{{FakeServer.Message(2, "second")}}]}""");

        await _client.SeeAsync("#2 bob: second");
        await _client.SeeAsync("#3 you: third (sent)");
        Assert.Equal(0, await _client.EndAsync());
    }

    [Fact]
    public async Task Several_readers_share_a_line_and_a_lively_talk_has_not_one_for_each_message()
    {
        var watch = Stopwatch.StartNew();
        await _server.WelcomeAsync();
        for (var seq = 1; seq <= 3; seq++)
        {
            await _client.TypeAsync($"line {seq}");
            await _server.ReceiptAsync(await _server.ExpectAsync("send"), "d:alice:bob", seq);
            await _client.SeeAsync($"line {seq} (sent)");
            await _server.SayAsync($$"""{"type":"read","conversation":"d:alice:bob","user":"bob","seq":{{seq}}}""");
            await _server.SayAsync($$"""{"type":"read","conversation":"d:alice:bob","user":"carol","seq":{{seq}}}""");
        }

        await _client.SeeAsync("read up to #3 by bob, carol");

        // Five seconds lie between two of these lines, and there may be one before the first that was looked for.
        Assert.InRange(_client.Count("read up to"), 1, 2 + (int)(watch.Elapsed.TotalSeconds / 5));
    }

    [Fact]
    public async Task A_push_that_comes_again_is_acknowledged_again_and_shown_once()
    {
        await _server.WelcomeAsync();
        await _client.SeeAsync("open: bob");
        for (var i = 0; i < 2; i++)
        {
            await _server.SayAsync($$"""{"type":"messages","items":[{{FakeServer.Message(1, "again and again")}}]}""");
            var ack = await _server.ExpectAsync("ack");
            Assert.Equal(1, ack["items"]![0]!["seq"]!.GetValue<long>());
        }

        await _server.SayAsync($$"""{"type":"messages","items":[{{FakeServer.Message(2, "next")}}]}""");
        await _client.SeeAsync("next");
        Assert.Equal(1, _client.Count("again and again"));
    }

    [Fact]
    public async Task The_client_beats_as_the_server_asks_and_leaves_a_server_that_is_silent()
    {
        // Two intervals without a word are silence: an answer to the first beat, and there is a second one.
        await _server.WelcomeAsync(heartbeat: 4);
        await _client.SeeAsync("open: bob");
        await _server.ExpectAsync("heartbeat");
        await _server.SayAsync("""{"type":"heartbeat","time":1,"rev":0}""");
        await _server.ExpectAsync("heartbeat");

        await _server.WelcomeAsync();

        await _client.SeeAsync("connected again");
    }

    [Fact]
    public async Task A_reading_that_is_told_before_the_receipt_is_shown_after_it()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("hello");
        var send = await _server.ExpectAsync("send");
        await _server.SayAsync("""{"type":"read","conversation":"d:alice:bob","user":"bob","seq":1}""");
        await _server.SayAsync($$"""{"type":"receipt","re":"{{send["id"]}}","conversation":"d:alice:bob","seq":1,"messageId":"m","time":1,"dup":false}""");

        await _client.SeeAsync("#1 you: hello (sent)");
        await _client.SeeAsync("* read up to #1 by bob");
    }

    [Fact]
    public async Task What_a_newer_server_says_does_not_disturb()
    {
        await _server.WelcomeAsync();
        await _client.SeeAsync("open: bob");
        await _server.SayAsync("""{"type":"hologram","x":[1,2,3]}""");
        await _server.SayAsync("""{"type":"messages","items":[{"conversation":"d:alice:bob","seq":1,"from":"bob","time":1,"content":{"type":"hologram"},"new":{}}]}""");
        await _client.SeeAsync("[hologram]");
    }
}
