using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.3: what a device lacks is pushed after its login, all of it, once, in order, and no faster than it is acknowledged.</summary>
public abstract class Offline_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task What_was_missed_comes_after_the_login_with_its_unread_count()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var sender = await LoginAsync(alice);
        for (var i = 1; i <= 5; i++)
        {
            await sender.SendTextAsync(bob, $"{i}");
        }

        var receiver = await LoginAsync(bob);
        var first = await receiver.WaitForAsync("an offline batch", frame => frame.Type == "offline");
        await receiver.DrainedAsync();

        Assert.Equal(["1", "2", "3", "4", "5"], receiver.PushedOnce(Direct(alice, bob)).Select(message => message.Body));
        var conversation = first.Json.GetProperty("conversations")[0];
        Assert.Equal(5, conversation.GetProperty("unread").GetInt64());
        Assert.Equal(5, conversation.GetProperty("head").GetInt64());
        Assert.Equal(0, conversation.GetProperty("readSeq").GetInt64());
        Assert.Equal("5", new WireMessage(conversation.GetProperty("last")).Body);
        Assert.Equal(5, first.Json.GetProperty("total").GetProperty("unread").GetInt64());
        Assert.Equal(1, first.Json.GetProperty("total").GetProperty("conversations").GetInt64());
    }

    [Fact]
    public async Task What_was_acknowledged_does_not_come_again()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");
        await sender.SendTextAsync(bob, "two");
        await SeenOnceAsync(bob);
        await sender.SendTextAsync(bob, "three");

        var receiver = await LoginAsync(bob);
        await receiver.DrainedAsync();

        Assert.Equal(["three"], receiver.PushedOnce(Direct(alice, bob)).Select(message => message.Body));
    }

    [Fact]
    public async Task What_was_not_acknowledged_comes_again_at_the_next_login()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var deaf = await LoginAsync(bob, new LoginOptions { AutoAck = false });
        await deaf.DrainedAsync();
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");
        await sender.SendTextAsync(bob, "two");
        await deaf.MessageAsync(Direct(alice, bob), 2);
        await deaf.SendFrameAsync(new { type = "ack", items = new[] { new { conversation = Direct(alice, bob), seq = 1 } } });
        await deaf.RequestAsync(new { type = "logout" });

        var receiver = await LoginAsync(bob);
        await receiver.DrainedAsync();

        Assert.Equal(["two"], receiver.PushedOnce(Direct(alice, bob)).Select(message => message.Body));
    }

    [Fact]
    public async Task Conversations_come_whole_and_the_most_recent_first()
    {
        var bob = Fresh("bob");
        await SeenOnceAsync(bob);
        var senders = new List<WireClient>();
        for (var i = 0; i < 4; i++)
        {
            senders.Add(await LoginAsync(Fresh($"a{i}")));
        }

        for (var round = 0; round < 3; round++)
        {
            foreach (var sender in senders)
            {
                await SendInAMomentOfItsOwnAsync(sender, bob, $"{round}");
            }
        }

        var receiver = await LoginAsync(bob);
        await receiver.DrainedAsync();
        var order = receiver.Frames().Where(frame => frame.Type == "offline").SelectMany(frame => frame.Messages()).ToArray();

        Assert.Equal(
            Enumerable.Reverse(senders).SelectMany(sender => Enumerable.Repeat(sender.User, 3)), order.Select(message => message.From));
        Assert.All(order.GroupBy(message => message.Conversation), one => Assert.Equal([1, 2, 3], one.Select(message => message.Seq)));
    }

    [Fact]
    public async Task A_long_backlog_waits_for_acknowledgements_and_loses_nothing()
    {
        const int waiting = 3000;
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var sender = await LoginAsync(alice);
        await FillAsync(sender, bob, waiting);

        var receiver = await LoginAsync(bob, new LoginOptions { AutoAck = false });
        var barrier = await receiver.WaitForAsync("an offline batch", frame => frame.Type == "offline");
        var acked = 0L;
        while (!receiver.Frames().Any(frame => frame.Type == "offline" && !frame.Flag("more")))
        {
            var got = receiver.PushedOnce(Direct(alice, bob)).Max(message => message.Seq);
            // The window is a few frames: whoever does not acknowledge must not be flooded.
            Assert.InRange(got - acked, 1, 2500);
            acked = got;
            await receiver.SendFrameAsync(new { type = "ack", items = new[] { new { conversation = Direct(alice, bob), seq = got } } });
            await receiver.UntilAsync(
                "the next batch",
                frames => frames.Any(frame => frame.Type == "offline" && (!frame.Flag("more") || frame.Messages().Any(message => message.Seq > got))));
        }

        Assert.True(barrier.Flag("more"));
        Assert.Equal(
            Enumerable.Range(1, waiting).Select(i => (long)i), receiver.PushedOnce(Direct(alice, bob)).Select(message => message.Seq).Distinct());
        Assert.All(receiver.Frames(), frame => Assert.True(frame.ToString().Length <= 512 * 1024));
    }

    [Fact]
    public async Task Without_acknowledgements_the_backlog_stops_after_a_few_frames()
    {
        const int waiting = 3000;
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var sender = await LoginAsync(alice);
        await FillAsync(sender, bob, waiting);

        var receiver = await LoginAsync(bob, new LoginOptions { AutoAck = false });
        await receiver.WaitForAsync("an offline batch", frame => frame.Type == "offline");
        // Answers to requests pass the backlog by; after some of them, what was to come without an acknowledgement has come.
        for (var i = 0; i < 20; i++)
        {
            await receiver.HistoryAsync(Direct(alice, bob), limit: 1);
        }

        Assert.InRange(receiver.PushedOnce(Direct(alice, bob)).Count, 1, waiting - 1);
        Assert.DoesNotContain(receiver.Frames(), frame => frame.Type == "offline" && !frame.Flag("more"));
    }

    [Fact]
    public async Task What_is_sent_during_the_backlog_comes_after_it_without_gap_or_repeat()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var sender = await LoginAsync(alice);
        await FillAsync(sender, bob, 1500);

        var sending = FillAsync(sender, bob, 500);
        var receiver = await LoginAsync(bob);
        await sending;
        await receiver.MessageAsync(Direct(alice, bob), 2000);

        Assert.Equal(Enumerable.Range(1, 2000).Select(i => (long)i), receiver.PushedOnce(Direct(alice, bob)).Select(message => message.Seq));
    }

    [Fact]
    public async Task A_new_device_gets_the_last_twenty_of_each_conversation()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var sender = await LoginAsync(alice);
        await FillAsync(sender, bob, 50);
        var other = await LoginAsync(carol);
        await FillAsync(other, bob, 7);

        var fresh = await LoginAsync(bob, "tablet", "tablet");
        await fresh.DrainedAsync();

        Assert.Equal(Enumerable.Range(31, 20).Select(i => (long)i), fresh.PushedOnce(Direct(alice, bob)).Select(message => message.Seq));
        Assert.Equal(Enumerable.Range(1, 7).Select(i => (long)i), fresh.PushedOnce(Direct(bob, carol)).Select(message => message.Seq));
        Assert.Equal(50, (await fresh.LineAsync(Direct(alice, bob)))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task Each_device_has_its_own_backlog()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var tablet = await LoginAsync(bob, "tablet", "tablet");
        await tablet.DrainedAsync();
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "hello");
        await tablet.MessageAsync(Direct(alice, bob), 1);

        var phone = await LoginAsync(bob);
        await phone.DrainedAsync();

        Assert.Equal(["hello"], phone.PushedOnce(Direct(alice, bob)).Select(message => message.Body));
        Assert.Single(tablet.PushedOnce(Direct(alice, bob)));
    }

    [Fact]
    public async Task What_was_recalled_while_away_comes_without_its_text()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        await SeenOnceAsync(bob);
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "keep");
        await sender.SendTextAsync(bob, "regretted");
        await sender.RecallAsync(Direct(alice, bob), 2);

        var receiver = await LoginAsync(bob);
        await receiver.DrainedAsync();

        Assert.DoesNotContain(receiver.Frames(), frame => frame.ToString().Contains("regretted", StringComparison.Ordinal));
        Assert.Equal([1, 2, 3], receiver.PushedOnce(Direct(alice, bob)).Select(message => message.Seq));
        Assert.Equal(1, (await receiver.LineAsync(Direct(alice, bob)))!.Value.GetProperty("unread").GetInt64());
    }

    private async Task SeenOnceAsync(string user)
    {
        await using var client = await WireClient.LoginAsync(Server, user);
        await client.DrainedAsync();
        await client.RequestAsync(new { type = "logout" });
    }

    private static async Task FillAsync(WireClient sender, string to, int count)
    {
        foreach (var part in Enumerable.Range(0, count).Chunk(100))
        {
            await Task.WhenAll(part.Select(i => sender.SendTextAsync(to, $"{i}")));
        }
    }
}
