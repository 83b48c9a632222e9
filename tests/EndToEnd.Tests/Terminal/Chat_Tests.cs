using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Terminal;

/// <summary>Two people with the command line client and a real server.</summary>
public sealed class Chat_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task Two_people_talk_see_what_was_read_and_take_back()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var a = Chat(alice, "--to", bob);
        await a.SeeAsync($"open: {bob}");
        var b = Chat(bob, "--to", alice);
        await b.SeeAsync($"open: {alice}");

        await a.TypeAsync("hello bob");
        await a.SeeAsync("#1 you: hello bob (sent)");
        await b.SeeAsync($"#1 {alice}: hello bob");
        await a.SeeAsync($"read up to #1 by {bob}");
        await b.TypeAsync("hello alice 😀");
        await a.SeeAsync($"#2 {bob}: hello alice 😀");
        await a.TypeAsync("/edit #1 hello dear bob");
        await a.SeeAsync("#1 is edited");
        await b.SeeAsync($"#3 * {alice} edited #1: hello dear bob");
        await b.TypeAsync("/react #1 👍");
        await a.SeeAsync($"#4 * {bob} reacted 👍 to #1");
        await b.SeeAsync("👍 is at #1");
        await a.TypeAsync($"/forward #2,1 {bob}");
        await a.SeeAsync($"forwarded to {bob}");
        await b.SeeAsync($"#6 {alice}: hello dear bob");
        await a.TypeAsync("a slip");
        await b.SeeAsync($"#7 {alice}: a slip");
        await a.SeeAsync("#7 you: a slip (sent)");
        await a.TypeAsync("/recall");
        await a.SeeAsync("#7 is taken back");
        await b.SeeAsync($"{alice} recalled #7");

        await b.TypeAsync($"/open {alice}");
        await b.SeeAsync($"open: {alice}");
        await b.SeeAsync($"#1 {alice}: hello dear bob (edited)");
        await b.SeeAsync($"#7 {alice}: (recalled)");
        await a.TypeAsync("/quit");
        Assert.Equal(0, await a.ExitAsync());
        Assert.Equal(0, await b.EndAsync());
        Assert.DoesNotContain('\u001b', a.Output + b.Output);
        Assert.Equal(1, a.Count("hello bob"));
    }

    [Fact]
    public async Task Two_people_become_contacts_and_see_each_other_type()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var b = Chat(bob, "--to", alice);
        await b.SeeAsync($"open: {alice}");
        var a = Chat(alice);
        await a.SeeAsync("connected");

        await a.TypeAsync($"/contact add {bob} it is me");
        await a.SeeAsync($"{bob}: asked, no answer yet");
        await b.SeeAsync($"{alice} would like to be your contact: it is me");
        await b.TypeAsync($"/contact accept {alice}");
        await a.SeeAsync($"{bob} is your contact now");
        await b.SeeAsync($"#1 {alice}: it is me");
        await a.TypeAsync($"/watch {bob}");
        await a.SeeAsync($"{bob} is online (desktop)");
        await a.TypeAsync("/contacts");
        await a.SeeAsync($"{bob}: contact");
        var other = await LoginAsync(alice, "phone-1");
        await other.SendFrameAsync(new { type = "typing", conversation = Direct(alice, bob) });
        await b.SeeAsync($"{alice} is typing");
        await b.TypeAsync($"/contact block {alice}");
        await b.SeeAsync($"{alice}: contact, blocked");
        await a.SeeAsync($"{bob} is offline");
        await a.TypeAsync($"/open {bob}");
        await a.SeeAsync($"open: {bob}");
        await a.TypeAsync("hello?");
        await a.SeeAsync($"not sent to {bob}: hello?");
    }

    [Fact]
    public async Task A_group_is_made_used_grown_and_left()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var b = Chat(bob);
        await b.SeeAsync("connected");
        var c = Chat(carol);
        await c.SeeAsync("connected");
        var a = Chat(alice);
        await a.SeeAsync("connected");

        await a.TypeAsync($"/group \"The team\" {bob}");
        await a.SeeAsync("group The team is g:");
        var open = await a.SeeAsync("open: g:");
        var group = open[open.IndexOf("g:", StringComparison.Ordinal)..].Split(',')[0];
        await a.TypeAsync("hello team");
        await b.SeeAsync($"[{group}] #2 {alice}: hello team");
        await a.TypeAsync($"/invite {carol}");
        await c.SeeAsync($"[{group}]");
        await b.TypeAsync($"/open {group}");
        await b.SeeAsync($"#2 {alice}: hello team");
        await b.TypeAsync("/leave");
        await b.SeeAsync($"left {group}");
        await a.SeeAsync(bob);
        await b.TypeAsync($"/open {group}");
        await a.TypeAsync("he is gone");
        await c.SeeAsync("he is gone");
        await a.TypeAsync("/quit");
        Assert.Equal(0, await a.ExitAsync());
        Assert.Equal(0, b.Count("he is gone"));
    }

    [Fact]
    public async Task A_group_is_run_from_the_terminal()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var a = Chat(alice);
        await a.SeeAsync("connected");
        await a.TypeAsync($"/group team {bob}");
        var open = await a.SeeAsync("open: g:");
        var group = open[open.IndexOf("g:", StringComparison.Ordinal)..].Split(',')[0];
        var b = Chat(bob, "--to", group);
        await b.SeeAsync($"open: {group}");

        await a.TypeAsync("/rename \"The team\"");
        await b.SeeAsync($"{alice} changed the group's name to");
        await a.TypeAsync("/info");
        await a.SeeAsync("* name: The team");
        await a.TypeAsync($"/admin {bob}");
        await b.SeeAsync($"{alice} made {bob} an admin");
        await b.TypeAsync("/members");
        await b.SeeAsync($"* {bob} (admin)");
        await b.TypeAsync($"/kick {alice}");
        await b.SeeAsync("! /kick");
        await b.TypeAsync("/slow soon");
        await b.SeeAsync("! /slow SECONDS");
        await a.TypeAsync($"/kick {bob}");
        await b.SeeAsync($"{alice} removed {bob}");
        await a.TypeAsync("/dissolve");
        await a.SeeAsync($"{alice} dissolved the group");
    }

    [Fact]
    public async Task A_group_left_on_another_device_ends_nothing_here()
    {
        var alice = Fresh("alice");
        var desk = Chat(alice);
        await desk.SeeAsync("connected");
        await desk.TypeAsync("/group team");
        var open = await desk.SeeAsync("open: g:");
        var group = open[open.IndexOf("g:", StringComparison.Ordinal)..].Split(',')[0];
        var web = Chat(alice, "--class", "web", "--to", group);
        await web.SeeAsync($"open: {group}");
        await web.TypeAsync("/leave");
        await web.SeeAsync($"left {group}");

        await desk.TypeAsync("too late");
        await desk.SeeAsync($"! not sent to {group}: too late");
        await desk.TypeAsync("/who");
        await desk.SeeAsync("* you are");
    }

    [Fact]
    public async Task The_list_shows_what_is_unread_and_opening_marks_it_as_read()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        for (var i = 1; i <= 30; i++)
        {
            await sender.SendTextAsync(bob, $"line {i} of 30");
        }

        var b = Chat(bob);
        await b.SeeAsync($"{alice} unread 30: line 30 of 30");
        await b.TypeAsync("/open #1");
        await b.SeeAsync($"#11 {alice}: line 11 of 30");
        await b.SeeAsync($"#30 {alice}: line 30 of 30");
        await sender.WaitForAsync("the read push", frame => frame.Type == "read" && frame.Number("seq") == 30);
        await b.TypeAsync("/history 5");
        await b.SeeAsync("* older: #6 to #10");
        await b.SeeAsync($"#6 {alice}: line 6 of 30");
        await b.SeeAsync($"#8 {alice}: line 8 of 30");
        await b.SeeAsync($"#10 {alice}: line 10 of 30");
        await b.SeeAsync("/history shows what is before it");
        await b.TypeAsync("/history");
        await b.SeeAsync($"#1 {alice}: line 1 of 30");
        await b.SeeAsync("That is the beginning");
        await b.TypeAsync("/history");
        await b.SeeAsync("That is the beginning");
        await b.TypeAsync("/list");
        await b.SeeAsync($"{alice} unread 0");

        Assert.Equal(0, await b.EndAsync());
        Assert.Equal(1, b.Count("line 30 of 30") - b.Count("unread"));
    }

    [Fact]
    public async Task A_script_sends_all_its_lines_before_it_ends()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var a = Chat(alice, "--to", bob);
        for (var i = 0; i < 100; i++)
        {
            await a.TypeAsync($"line {i}");
        }

        Assert.Equal(0, await a.EndAsync());
        var reader = await LoginAsync(bob);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"line {i}"), (await reader.HistoryAsync(Direct(alice, bob))).Select(message => message.Body));
    }

    [Fact]
    public async Task A_script_whose_conversation_can_not_be_opened_loses_nothing_silently()
    {
        var a = Chat(Fresh("alice"), "--to", "g:nope");
        await a.TypeAsync("hi");

        Assert.Equal(1, await a.EndAsync());
        await a.SeeAsync("! g:nope: ");
        await a.SeeAsync("Not sent: hi");
    }

    [Fact]
    public async Task Wrong_commands_get_a_sentence_and_nothing_ends()
    {
        var a = Chat(Fresh("alice"));
        await a.SeeAsync("connected");
        foreach (var (line, answer) in new[]
        {
            ("no conversation yet", "! No conversation is open"),
            ("/nonsense", "! There is no command /nonsense"),
            ("/open", "! /open NAME"),
            ("/open #9", "! The list has no line #9"),
            ("/open a/b", "(invalid)"),
            ("/open g:no-such-group", "! /open g:no-such-group"),
            ("/recall", "! There is nothing of yours"),
            ("/recall it", "! /recall [SEQ]"),
            ("/history", "! No conversation is open"),
            ("/history abc", "! /history [n]"),
            ("/history 0", "! /history [n]"),
            ("/history 201", "! /history [n]"),
            ("/leave", "! /leave: only in an open group"),
            ("/who", "* you are"),
            ("/help", "* /list"),
            ("/help", "(sent)"),
        })
        {
            await a.TypeAsync(line);
            await a.SeeAsync(answer);
        }

        Assert.Equal(1, await a.EndAsync());
    }

    [Fact]
    public async Task Text_of_others_can_not_steer_the_terminal()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "\u001b[2Jwiped\r\nnext line\u202e");
        var b = Chat(bob, "--to", alice);

        var line = await b.SeeAsync("wiped");

        Assert.DoesNotContain('\u001b', b.Output);
        Assert.DoesNotContain('\u202e', b.Output);
        Assert.Contains("next line", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_talks_TLS()
    {
        var alice = Fresh("alice");
        var a = Track(TerminalClient.Chat(alice, Server.TlsPort, Server.Key, "--tls", "--to", alice));

        await a.TypeAsync("note to self");

        await a.SeeAsync("#1 you: note to self (sent)");
        Assert.Equal(0, await a.EndAsync());
    }

    [Fact]
    public async Task A_printed_token_opens_the_door()
    {
        var alice = Fresh("alice");
        var printer = Track(TerminalClient.Run("token", alice, "--key", Server.Key));
        Assert.Equal(0, await printer.ExitAsync());

        var client = await LoginAsync(alice, new LoginOptions { Token = printer.Output.Trim() });

        Assert.Equal(alice, client.Receipt.Text("userId"));
    }

    [Fact]
    public async Task Whoever_is_replaced_by_the_same_device_ends_and_says_why()
    {
        var alice = Fresh("alice");
        var first = Chat(alice, "--device", "same");
        await first.SeeAsync("connected");
        var second = Chat(alice, "--device", "same");
        await second.SeeAsync("connected");

        Assert.Equal(1, await first.ExitAsync());
        await first.SeeAsync("another --class");
        Assert.Equal(0, await second.EndAsync());
    }

    [Fact]
    public async Task Another_device_of_the_class_takes_the_place_and_one_of_another_class_stays_beside()
    {
        var alice = Fresh("alice");
        var first = Chat(alice);
        await first.SeeAsync("connected");
        var web = Chat(alice, "--class", "web");
        await web.SeeAsync("connected");
        await web.TypeAsync($"/open {alice}");
        await web.SeeAsync("open:");
        await web.TypeAsync("to myself");
        await first.TypeAsync($"/open {alice}");
        await first.SeeAsync("#1 you: to myself");
        await first.TypeAsync("/who");
        await first.SeeAsync("(desktop)");

        var laptop = Chat(alice, "--device", "laptop");
        await laptop.SeeAsync("connected");
        Assert.Equal(1, await first.ExitAsync());
        await first.SeeAsync("laptop. Use --device NAME and another --class");
        Assert.Equal((0, 0), (await web.EndAsync(), await laptop.EndAsync()));

        var wrong = Chat(alice, "--class", "fridge");
        Assert.Equal(1, await wrong.ExitAsync());
        Assert.Contains("'mobile'", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_back_elsewhere_is_told_with_its_number()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var b = Chat(bob);
        await b.SeeAsync("connected");
        var a = Chat(alice, "--to", bob);
        await a.TypeAsync("a slip");
        await b.SeeAsync($"[{alice}] #1 {alice}: a slip");
        await a.TypeAsync("/recall");
        await b.SeeAsync($"[{alice}] #2 * {alice} recalled #1");
    }

    [Fact]
    public async Task Without_a_server_or_a_key_there_is_a_sentence_with_the_next_command()
    {
        var noServer = Track(TerminalClient.Chat("alice", FreePorts.Next(), Server.Key));
        Assert.Equal(1, await noServer.ExitAsync());
        Assert.Contains("dotnet run --project Silo", noServer.Output, StringComparison.Ordinal);

        var noKey = Track(TerminalClient.Run("chat", "alice"));
        Assert.Equal(2, await noKey.ExitAsync());
        Assert.Contains("dotnet run --project Silo", noKey.Output, StringComparison.Ordinal);

        var wrongKey = Track(TerminalClient.Chat("alice", Server.TcpPort, "not the key of this server, by any means"));
        Assert.Equal(1, await wrongKey.ExitAsync());
        Assert.Contains("token", wrongKey.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wrong_port_gets_a_sentence_with_the_right_one()
    {
        var plainToTls = Track(TerminalClient.Chat("alice", Server.TlsPort, Server.Key));
        Assert.Equal(1, await plainToTls.ExitAsync());
        await plainToTls.SeeAsync("wants --tls");

        var toHttp = Track(TerminalClient.Chat("alice", Server.HttpPort, Server.Key));
        Assert.Equal(1, await toHttp.ExitAsync());
        await toHttp.SeeAsync("is an HTTP port");

        var tlsToPlain = Track(TerminalClient.Chat("alice", Server.TcpPort, Server.Key, "--tls"));
        Assert.Equal(1, await tlsToPlain.ExitAsync());
        await tlsToPlain.SeeAsync("wants no --tls");
    }

    [Theory]
    [InlineData("--device", "a b")]
    [InlineData("--device", "")]
    [InlineData("--to", "bad name")]
    [InlineData("--to", "g:")]
    [InlineData("--to", "x:y")]
    public async Task A_name_that_can_be_none_is_refused_before_anybody_is_asked(string option, string name)
    {
        var client = Track(TerminalClient.Chat("alice", FreePorts.Next(), Server.Key, option, name));

        Assert.Equal(2, await client.ExitAsync());
        Assert.Contains($"{option} ", client.Output, StringComparison.Ordinal);
        Assert.Contains("letters", client.Output, StringComparison.Ordinal);
    }

    private TerminalClient Chat(string user, params string[] more) => Track(TerminalClient.Chat(user, Server.TcpPort, Server.Key, more));
}
