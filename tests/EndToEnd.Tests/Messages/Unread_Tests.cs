using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.4: read cursors, and the one formula of unread.</summary>
public abstract class Unread_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Reading_moves_the_cursor_and_the_count()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await Task.WhenAll(Enumerable.Range(1, 10).Select(i => sender.SendTextAsync(bob, $"{i}")));

        await receiver.MessageAsync(Direct(alice, bob), 10);
        var receipt = await receiver.ReadAsync(Direct(alice, bob), 7);

        Assert.Equal(7, receipt.Number("seq"));
        Assert.Equal((3, 7), await StandingAsync(receiver, Direct(alice, bob)));
    }

    [Fact]
    public async Task The_cursor_never_goes_back_and_never_beyond_the_head()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => sender.SendTextAsync(bob, $"{i}")));

        await receiver.MessageAsync(Direct(alice, bob), 5);
        Assert.Equal(4, (await receiver.ReadAsync(Direct(alice, bob), 4)).Number("seq"));
        Assert.Equal(4, (await receiver.ReadAsync(Direct(alice, bob), 2)).Number("seq"));
        Assert.Equal((1, 4), await StandingAsync(receiver, Direct(alice, bob)));
        Assert.Equal(5, (await receiver.ReadAsync(Direct(alice, bob), 9_007_199_254_740_991)).Number("seq"));
        Assert.Equal((0, 5), await StandingAsync(receiver, Direct(alice, bob)));

        await sender.SendTextAsync(bob, "6");
        await receiver.MessageAsync(Direct(alice, bob), 6);
        Assert.Equal((1, 5), await StandingAsync(receiver, Direct(alice, bob)));
    }

    [Fact]
    public async Task The_others_and_the_users_own_devices_hear_of_it()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var phone = await LoginAsync(bob);
        var desk = await LoginAsync(bob, "desk", "desktop");
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");

        await phone.ReadAsync(Direct(alice, bob), 1);

        foreach (var listener in new[] { sender, desk })
        {
            var push = await listener.WaitForAsync("the read push", frame => frame.Type == "read" && frame.Text("user") == bob);
            Assert.Equal(Direct(alice, bob), push.Text("conversation"));
            Assert.Equal(1, push.Number("seq"));
        }
    }

    [Fact]
    public async Task Sending_reads_everything_before()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => sender.SendTextAsync(bob, $"{i}")));
        await receiver.MessageAsync(Direct(alice, bob), 5);
        Assert.Equal((5, 0), await StandingAsync(receiver, Direct(alice, bob)));

        await receiver.SendTextAsync(alice, "answer");

        Assert.Equal((0, 6), await StandingAsync(receiver, Direct(alice, bob)));
        await sender.MessageAsync(Direct(alice, bob), 6);
        Assert.Equal((1, 5), await StandingAsync(sender, Direct(alice, bob)));
    }

    [Fact]
    public async Task Tips_and_recalls_do_not_count()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var member = await LoginAsync(bob);
        var group = await owner.CreateGroupAsync("team", bob);
        await owner.SendToGroupAsync(group, "one");
        var second = await owner.SendToGroupAsync(group, "two");
        await owner.InviteAsync(group, carol);
        var recall = await owner.RecallAsync($"g:{group}", second.Number("seq"));
        await member.MessageAsync($"g:{group}", recall.Number("seq"));

        Assert.Equal(1, (await StandingAsync(member, $"g:{group}")).Unread);
    }

    [Fact]
    public async Task Recalling_what_was_read_already_changes_nothing()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await Task.WhenAll(Enumerable.Range(1, 4).Select(i => sender.SendTextAsync(bob, $"{i}")));
        await receiver.ReadAsync(Direct(alice, bob), 2);

        await sender.RecallAsync(Direct(alice, bob), 1);
        await receiver.MessageAsync(Direct(alice, bob), 5);
        Assert.Equal((2, 2), await StandingAsync(receiver, Direct(alice, bob)));
        await sender.RecallAsync(Direct(alice, bob), 3);
        await receiver.MessageAsync(Direct(alice, bob), 6);
        Assert.Equal((1, 2), await StandingAsync(receiver, Direct(alice, bob)));
        await receiver.ReadAsync(Direct(alice, bob), 3);
        Assert.Equal((1, 3), await StandingAsync(receiver, Direct(alice, bob)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_a_random_history_list_total_and_backlog_agree_with_a_recount(int seed)
    {
        var random = new Random(seed);
        string[] users = [Fresh("alice"), Fresh("bob"), Fresh("carol")];
        var clients = new List<WireClient>();
        foreach (var user in users)
        {
            clients.Add(await LoginAsync(user));
        }

        var group = await clients[0].CreateGroupAsync("team", users[1..]);
        var heads = new long[] { 1 };
        for (var step = 0; step < 150; step++)
        {
            var who = clients[random.Next(3)];
            var answer = random.Next(10) switch
            {
                < 6 => await who.SendToGroupAsync(group, $"{step}"),
                < 8 => await who.ReadAsync($"g:{group}", random.NextInt64(1, heads[0] + 3)),
                _ => await who.RecallAsync($"g:{group}", random.NextInt64(1, heads[0] + 1)),
            };
            heads[0] = Math.Max(heads[0], answer.IsError ? 0 : answer.Number("seq"));
        }

        // One more that all others are pushed: when they have it, they have heard of all before.
        var last = await clients[0].SendToGroupAsync(group, "the last");
        foreach (var client in clients)
        {
            if (client != clients[0])
            {
                await client.MessageAsync($"g:{group}", last.Number("seq"));
            }

            var (unread, readSeq) = await StandingAsync(client, $"g:{group}");
            var recount = (await client.WholeHistoryAsync($"g:{group}"))
                .Count(message => message.Seq > readSeq && message.From != client.User && !message.IsRecalled && message.Kind == "text");
            Assert.Equal(recount, unread);

            var fresh = await LoginAsync(client.User, "tablet", "tablet");
            var batch = await fresh.WaitForAsync("an offline batch", frame => frame.Type == "offline");
            Assert.Equal(recount, batch.Json.GetProperty("total").GetProperty("unread").GetInt64());
            Assert.Equal(recount, batch.Json.GetProperty("conversations")[0].GetProperty("unread").GetInt64());
        }
    }

    private static async Task<(long Unread, long ReadSeq)> StandingAsync(WireClient client, string conversation)
    {
        var line = (await client.LineAsync(conversation))!.Value;
        return (line.GetProperty("unread").GetInt64(), line.GetProperty("readSeq").GetInt64());
    }
}
