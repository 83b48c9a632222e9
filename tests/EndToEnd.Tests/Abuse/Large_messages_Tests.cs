using System.Net.Sockets;
using System.Text;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Abuse;

/// <summary>Messages as large as they may be: what they cost is bounded, and no frame is larger than the contract says.</summary>
public sealed class Large_messages_Tests(AbuseHouse house) : AbuseTests(house)
{
    private const int FrameLimit = 524_288;
    private static readonly string Data = new('x', 30_000);

    [Fact]
    public async Task A_burst_of_large_messages_reaches_a_client_in_frames_that_fit()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var largest = 0;
        var receiver = await LoginAsync(bob, new LoginOptions
        {
            OnFrame = frame => largest = Math.Max(largest, Encoding.UTF8.GetByteCount(frame.Json.GetRawText())),
        });
        var sender = await LoginAsync(alice);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => SendAsync(sender, bob, i)));
        await receiver.MessageAsync(Direct(alice, bob), receipts.Length);

        Assert.All(receipts, receipt => Assert.False(receipt.IsError, receipt.ToString()));
        Assert.InRange(largest, Data.Length, FrameLimit);
    }

    [Fact]
    public async Task Devices_that_do_not_read_cost_no_more_memory_than_the_limit_says()
    {
        // How much garbage may gather goes by the processor's cache: with a large one as much as this test looks for.
        await using var server = await ServerProcess.StartAsync(ServerSettings.With("DOTNET_GCgen0MaxBudget", "2000000"));
        await using var sender = await WireClient.LoginAsync(server, "alice");
        List<Socket> deaf = [];
        for (var i = 0; i < 10; i++)
        {
            var socket = await Connecting.TcpAsync(server.TcpPort, TestContext.Current.CancellationToken, receiveBuffer: 4096);
            var login = $$$"""{"type":"login","id":"1","version":2,"token":"{{{server.TokenFor("bob")}}}","device":{"id":"d{{{i}}}","class":"bot"},"heartbeat":240}""";
            await socket.SendAsync(Encoding.UTF8.GetBytes(login + "\n"), TestContext.Current.CancellationToken);
            deaf.Add(socket);
        }

        Assert.False((await sender.SendTextAsync("bob", "warm")).IsError);
        var before = ResidentMiB(server.Pid);
        for (var i = 0; i < 10; i++)
        {
            Assert.All(
                await Task.WhenAll(Enumerable.Range(0, 100).Select(n => SendAsync(sender, "bob", (i * 100) + n))),
                receipt => Assert.False(receipt.IsError, receipt.ToString()));
        }

        var grown = ResidentMiB(server.Pid) - before;
        deaf.ForEach(socket => socket.Dispose());

        // 30 MB of messages for each of ten devices would be 300, and twice that in buffers that double.
        Assert.InRange(grown, long.MinValue, 250);
    }

    [Fact]
    public async Task A_refused_read_does_not_spoil_the_next_chat_list()
    {
        var client = await LoginAsync(Fresh("alice"));

        Assert.True((await client.ReadAsync("g:nope", 1)).IsError);
        var list = await client.RequestAsync(new { type = "conversations", limit = 10 });

        Assert.False(list.IsError, list.ToString());
    }

    private static Task<WireFrame> SendAsync(WireClient sender, string to, int number) => sender.RequestAsync(new
    {
        type = "send", to = new { user = to }, clientId = $"m-{number}", content = new { type = "custom", name = "blob", data = new { text = Data } },
    });

    private static long ResidentMiB(int pid) =>
        long.Parse(File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
}
