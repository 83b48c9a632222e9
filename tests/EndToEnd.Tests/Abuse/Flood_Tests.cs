using System.Text;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Abuse;

/// <summary>Too much of everything: a limit answers, and only the one who floods feels it.</summary>
public sealed class Flood_Tests(AbuseHouse house) : AbuseTests(house)
{
    [Fact]
    public async Task Ten_thousand_frames_at_once_meet_the_rate_limit()
    {
        var mallory = Fresh("mallory");
        var client = await LoginAsync(mallory);
        var beats = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":\"heartbeat\"}\n", 999)) + "{\"type\":\"heartbeat\"}");

        for (var i = 0; i < 10; i++)
        {
            await client.WriteAsync(beats);
        }

        var error = await client.WaitForAsync(
            "the rate limit", frame => frame.Code == "rate_limited" && frame.Type is "error" or "close");
        Assert.True(error.Has("retryAfter"));
    }

    [Fact]
    public async Task A_flood_of_messages_is_stored_or_refused_and_what_was_acknowledged_is_there()
    {
        var mallory = Fresh("mallory");
        var client = await LoginAsync(mallory);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => client.SendTextAsync(mallory, $"{i}")));
        var acked = answers.Select((answer, i) => (Answer: answer, Text: $"{i}")).Where(one => !one.Answer.IsError)
            .Select(one => (Seq: one.Answer.Number("seq"), one.Text)).OrderBy(one => one.Seq);

        // Of these nobody knows before a repetition.
        var open = Enumerable.Range(0, answers.Length).Where(i => answers[i].Code == "busy").Select(i => $"{i}").ToHashSet(StringComparer.Ordinal);
        await client.UntilAsync("quiet", _ => true);
        var history = await HistoryWhenAllowedAsync(client, Direct(mallory, mallory));

        Assert.All(answers.Where(answer => answer.IsError), answer => Assert.True(answer.Code is "rate_limited" or "busy"));
        Assert.Equal(acked, history.Where(message => !open.Contains(message.Body!)).Select(message => (message.Seq, message.Body!)));
    }

    [Fact]
    public async Task The_same_login_in_a_loop_meets_a_limit_and_other_users_do_not()
    {
        var (mallory, alice) = (Fresh("mallory"), Fresh("alice"));
        string? met = null;
        for (var i = 0; i < 200 && met is null; i++)
        {
            await using var client = await WireClient.ConnectAsync(Server, new LoginOptions { Token = Server.TokenFor(mallory) });
            await client.SendFrameAsync(client.LoginFrame());
            await client.UntilAsync("an answer", frames => frames.Any(frame => frame.Type is "receipt" or "close" or "offline"));
            met = client.Frames().FirstOrDefault(frame => frame.Type == "close" && frame.Code == "rate_limited")?.Code;
        }

        Assert.Equal("rate_limited", met);
        Assert.False((await (await LoginAsync(alice)).SendTextAsync(alice, "unharmed")).IsError);
    }

    [Fact]
    public async Task Wrong_tokens_in_a_loop_do_not_lock_the_user_out()
    {
        var alice = Fresh("alice");
        var forged = Support.Tokens.Jwt.Hs256("not the servers secret 0123456789 0123456789", alice);
        for (var i = 0; i < 100; i++)
        {
            await using var client = await WireClient.ConnectAsync(Server, new LoginOptions { Token = forged });
            await client.SendFrameAsync(client.LoginFrame());
            await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        }

        Assert.False((await (await LoginAsync(alice)).SendTextAsync(alice, "unharmed")).IsError);
    }

    [Fact]
    public async Task A_member_that_never_reads_does_not_slow_the_others_and_is_sent_away()
    {
        var (alice, bob, mallory) = (Fresh("alice"), Fresh("bob"), Fresh("mallory"));
        var owner = await LoginAsync(alice);
        var reader = await LoginAsync(bob);
        var group = await owner.CreateGroupAsync("busy", bob, mallory);
        using var socket = await Connecting.TcpAsync(Server.TcpPort, TestContext.Current.CancellationToken, receiveBuffer: 4096);
        var login = $$$"""{"type":"login","id":"1","version":2,"token":"{{{Server.TokenFor(mallory)}}}","device":{"id":"d","class":"mobile"},"heartbeat":240}""";
        await socket.SendAsync(Encoding.UTF8.GetBytes(login + "\n"), TestContext.Current.CancellationToken);
        var text = new string('x', 4000);

        for (var i = 0; i < 15; i++)
        {
            var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => owner.SendToGroupAsync(group, $"{n} {text}")));
            await reader.MessageAsync($"g:{group}", receipts.Max(receipt => receipt.Number("seq")));
        }

        // Whoever reads at last finds the end of the connection, not an endless stream.
        var got = await CountToTheEndAsync(socket);
        Assert.InRange(got, 0, 1500L * 4200);
    }

    [Fact]
    public async Task Hundreds_of_connections_that_say_nothing_disturb_nobody()
    {
        var idle = new List<System.Net.Sockets.Socket>();
        try
        {
            for (var i = 0; i < 500; i++)
            {
                idle.Add(await Connecting.TcpAsync(Server.TcpPort, TestContext.Current.CancellationToken));
            }

            var alice = Fresh("alice");
            Assert.False((await (await LoginAsync(alice)).SendTextAsync(alice, "unharmed")).IsError);
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<IReadOnlyList<WireMessage>> HistoryWhenAllowedAsync(WireClient client, string conversation)
    {
        while (true)
        {
            try
            {
                return await client.WholeHistoryAsync(conversation);
            }
            catch (WaitException e) when (e.Message.Contains("rate_limited", StringComparison.Ordinal))
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<long> CountToTheEndAsync(System.Net.Sockets.Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        var buffer = new byte[65536];
        var total = 0L;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), limit.Token) is var got and > 0)
            {
                total += got;
            }
        }
        catch (System.Net.Sockets.SocketException)
        {
            // A reset is an end, too.
        }

        return total;
    }
}
