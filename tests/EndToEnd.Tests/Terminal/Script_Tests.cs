namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>A script learns from the exit code and from a line for each text whether all that it wrote is on the server.</summary>
public sealed class Script_Tests : IAsyncDisposable
{
    private readonly FakeServer _server = new();
    private readonly TerminalClient _client;

    public Script_Tests() => _client = TerminalClient.Chat("alice", _server.Port, "0123456789abcdef", "--to", "bob", "--wait", "4");

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_line_is_confirmed_also_when_another_conversation_is_open_by_then()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("one");
        var one = await _server.ExpectAsync("send");
        await _client.TypeAsync("/open carol");
        await _client.SeeAsync("open: carol");
        await _server.ReceiptAsync(one, "d:alice:bob", 1);

        await _client.SeeAsync("[bob] #1 you: one (sent)");
        Assert.Equal(0, await _client.EndAsync());
    }

    [Fact]
    public async Task Without_a_receipt_the_wait_ends_and_the_exit_code_says_so()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("into the void");
        await _server.ExpectAsync("send");

        Assert.Equal(1, await _client.EndAsync());
        await _client.SeeAsync("! not sent to bob: into the void");
    }

    [Fact]
    public async Task A_wait_for_receipts_at_the_end_is_told()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("slow");
        await _server.ExpectAsync("send");
        var ending = _client.EndAsync();

        await _client.SeeAsync("1 not sent yet");
        Assert.Equal(1, await ending);
    }

    [Fact]
    public async Task What_the_server_can_not_take_now_is_told_once_and_sent_again()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("later");
        for (var i = 0; i < 2; i++)
        {
            var refused = await _server.ExpectAsync("send");
            await _server.SayAsync($$"""{"type":"error","re":"{{refused["id"]}}","code":"busy","message":"Too much to do.","retryAfter":10}""");
        }

        await _server.ReceiptAsync(await _server.ExpectAsync("send"), "d:alice:bob", 1);
        await _client.SeeAsync("#1 you: later (sent)");
        Assert.Equal(1, _client.Count("! not sent to bob yet: Too much to do. Trying again."));
        Assert.Equal(0, await _client.EndAsync());
    }

    /// <summary>Other commands take a bare number for a message: a text that begins with one is asked about, not written over the last message.</summary>
    [Fact]
    public async Task An_edit_that_begins_with_a_bare_number_changes_nothing()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("hello");
        await _server.ReceiptAsync(await _server.ExpectAsync("send"), "d:alice:bob", 1);
        await _client.SeeAsync("#1 you: hello (sent)");
        await _client.TypeAsync("/edit 2 oops");

        await _client.SeeAsync("/edit #2 TEXT changes #2");
        Assert.Equal(1, await _client.EndAsync());
        Assert.Equal(0, _client.Count("is edited"));
    }

    [Fact]
    public async Task A_refused_message_makes_the_exit_code_1()
    {
        await _server.WelcomeAsync();
        await _client.TypeAsync("no");
        var send = await _server.ExpectAsync("send");
        await _server.SayAsync($$"""{"type":"error","re":"{{send["id"]}}","code":"forbidden","message":"No."}""");

        await _client.SeeAsync("! not sent to bob: no (No.)");
        Assert.Equal(1, await _client.EndAsync());
    }

    [Fact]
    public async Task What_is_typed_without_a_connection_is_shown_as_waiting_and_confirmed_later()
    {
        await _server.WelcomeAsync();
        await _client.SeeAsync("open: bob");
        await _server.DropAsync();
        await _client.SeeAsync("Trying again");
        await _client.TypeAsync("meanwhile");
        await _client.SeeAsync("… [bob] you: meanwhile (waiting)");

        await _server.WelcomeAsync();
        await _server.ReceiptAsync(await _server.ExpectAsync("send"), "d:alice:bob", 1);

        await _client.SeeAsync("#1 you: meanwhile (sent)");
        Assert.Equal(0, await _client.EndAsync());
    }
}
