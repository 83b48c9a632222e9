using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.4: sending messages on.</summary>
public abstract class Forward_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Each_target_gets_new_messages_in_the_order_asked_for_and_repeating_it_doubles_nothing()
    {
        var (alice, bob, carol, dave) = (Fresh("alice"), Fresh("bob"), Fresh("carol"), Fresh("dave"));
        var sender = await LoginAsync(alice);
        var desk = await LoginAsync(alice, "desk", "desktop");
        var receiver = await LoginAsync(carol);
        var from = Direct(alice, bob);
        await sender.RequestAsync(new { type = "send", to = new { user = bob }, clientId = "1", content = new { type = "text", text = "@bob" }, mentions = new[] { bob } });
        await sender.RequestAsync(new { type = "send", to = new { user = bob }, clientId = "2", content = new { type = "picture", media = "m1", width = 3 } });
        await sender.SendTextAsync(bob, "old");
        await sender.EditAsync(from, 3, "new");
        var group = await sender.CreateGroupAsync("team", dave);

        object[] to = [new { user = carol }, new { group }, new { conversation = Direct(alice, dave) }];
        var receipt = await sender.ForwardAsync(from, [3, 1, 2], to, clientId: "fwd-1");
        var again = await desk.ForwardAsync(from, [3, 1, 2], to, clientId: "fwd-1");

        Assert.Equal(
            [(Direct(alice, carol), "1,2,3"), ($"g:{group}", "2,3,4"), (Direct(alice, dave), "1,2,3")],
            Outcomes(receipt).Select(item => (item.Conversation, item.Seqs)));
        Assert.Equal(Outcomes(receipt), Outcomes(again));
        await receiver.MessageAsync(Direct(alice, carol), 3);
        foreach (var client in new[] { receiver, desk, sender })
        {
            await client.MessageAsync(Direct(alice, carol), 3);
            var messages = await client.HistoryAsync(Direct(alice, carol));
            Assert.Equal(["new", "@bob", null], messages.Select(message => message.Body));
            Assert.Equal("""{"type":"picture","media":"m1","width":3}""", messages[2].Content!.Value.GetRawText());
            Assert.All(messages, message => Assert.Equal((alice, 0L, false), (message.From, message.Edited, message.Json.TryGetProperty("mentions", out _))));
        }

        Assert.Equal(3, (await receiver.LineAsync(Direct(alice, carol)))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task Without_a_client_id_each_request_is_a_new_one_and_names_are_targets()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");
        for (var i = 1; i <= 2; i++)
        {
            var receipt = await sender.RequestAsync(new { type = "forward", from = Direct(alice, bob), seqs = new[] { 1 }, to = new object[] { Direct(alice, carol) }, merge = false });
            Assert.Equal([(Direct(alice, carol), $"{i}")], Outcomes(receipt).Select(item => (item.Conversation, item.Seqs)));
        }

        var wrong = await sender.RequestAsync(new { type = "forward", from = Direct(alice, bob), seqs = new[] { 1 }, to = new object[] { "carol" }, merge = false });
        Assert.Equal("invalid", wrong.Code);
    }

    [Fact]
    public async Task Merged_they_are_one_message_that_says_who_wrote_what()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var sender = await LoginAsync(alice);
        var other = await LoginAsync(bob);
        await sender.SendTextAsync(bob, "question");
        await other.SendTextAsync(alice, "answer");

        var receipt = await sender.ForwardAsync(Direct(alice, bob), [1, 2], [new { user = carol }], merge: true, clientId: "m");
        var again = await sender.ForwardAsync(Direct(alice, bob), [1, 2], [new { user = carol }], merge: true, clientId: "m");

        Assert.Equal(Outcomes(receipt), Outcomes(again));
        var message = Assert.Single(await sender.HistoryAsync(Direct(alice, carol)));
        Assert.Equal("merged", message.Kind);
        var items = message.Content!.Value.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([(alice, "question"), (bob, "answer")], items.Select(item =>
            (item.GetProperty("from").GetString(), item.GetProperty("content").GetProperty("text").GetString())));
        Assert.False(string.IsNullOrEmpty(message.Content!.Value.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task One_message_that_can_not_be_seen_or_was_recalled_and_nothing_is_sent()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");
        await sender.SendTextAsync(bob, "recalled");
        await sender.RecallAsync(Direct(alice, bob), 2);
        var thief = await LoginAsync(carol);

        Assert.Equal("expired", (await sender.ForwardAsync(Direct(alice, bob), [1, 2], [new { user = carol }])).Code);
        Assert.Equal("invalid", (await sender.ForwardAsync(Direct(alice, bob), [1, 3], [new { user = carol }])).Code);
        Assert.Equal("not_found", (await sender.ForwardAsync(Direct(alice, bob), [1, 9], [new { user = carol }])).Code);
        Assert.Equal("not_found", (await thief.ForwardAsync(Direct(alice, bob), [1], [new { user = carol }])).Code);
        Assert.Equal([Direct(alice, bob)], (await sender.ConversationsAsync()).Select(line => line.GetProperty("conversation").GetString()));
    }

    [Fact]
    public async Task A_target_that_refuses_does_not_stop_the_others()
    {
        var (alice, bob, carol, dave) = (Fresh("alice"), Fresh("bob"), Fresh("carol"), Fresh("dave"));
        var sender = await LoginAsync(alice);
        var owner = await LoginAsync(bob);
        await sender.SendTextAsync(bob, "one");
        var left = await owner.CreateGroupAsync("left", alice);
        var foreign = await owner.CreateGroupAsync("foreign", carol);
        await sender.LeaveAsync(left);

        var receipt = await sender.ForwardAsync(
            Direct(alice, bob), [1],
            [new { group = left }, new { group = foreign }, new { conversation = Direct(carol, dave) }, new { user = dave }, new { user = dave }]);

        Assert.Equal(
            [($"g:{left}", "not_member"), ($"g:{foreign}", "not_found"), (Direct(carol, dave), "not_found"), (Direct(alice, dave), "1"), (Direct(alice, dave), "1")],
            Outcomes(receipt).Select(item => (item.Conversation, item.Seqs)));
        Assert.Single(await sender.HistoryAsync(Direct(alice, dave)));
    }

    [Fact]
    public async Task What_was_taken_is_a_copy_and_a_recall_at_the_same_time_is_before_or_after()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var sender = await LoginAsync(alice);
        for (var round = 0; round < 5; round++)
        {
            var seq = (await sender.SendTextAsync(bob, $"text {round}")).Number("seq");

            var forward = sender.ForwardAsync(Direct(alice, bob), [seq], [new { user = carol }]);
            await sender.RecallAsync(Direct(alice, bob), seq);

            var answer = await forward;
            if (answer.IsError)
            {
                Assert.Equal("expired", answer.Code);
                await sender.SendTextAsync(carol, $"text {round}");
            }
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"text {i}"), (await sender.HistoryAsync(Direct(alice, carol))).Select(message => message.Body));
    }

    [Fact]
    public async Task Fifty_targets_are_reached_and_more_are_too_many()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "to all");
        object[] targets = [.. Enumerable.Range(0, 51).Select(i => new { user = $"{bob}-{i}" })];

        var receipt = await sender.ForwardAsync(Direct(alice, bob), [1], targets[..50]);

        Assert.Equal(50, Outcomes(receipt).Count(item => item.Seqs == "1"));
        Assert.Equal("too_large", (await sender.ForwardAsync(Direct(alice, bob), [1], targets)).Code);
        var last = await LoginAsync($"{bob}-49");
        Assert.Equal("to all", (await last.MessageAsync(Direct(alice, $"{bob}-49"), 1)).Body);
    }

    /// <summary>Where a group lets one message through at a time, each repetition brings one more; merged they go at once.</summary>
    [Fact]
    public async Task Into_a_slow_group_several_go_one_by_one_and_the_answer_says_when()
    {
        var (owner, member) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("member")));
        await member.SendTextAsync(owner.User, "one");
        await member.SendTextAsync(owner.User, "two");
        var group = await owner.CreateGroupAsync("slow", member.User);
        await owner.GroupAsync(group, "slow", new { seconds = 1 });

        var frame = await RepeatAsync();
        var item = frame.Json.GetProperty("items")[0];
        Assert.Equal("rate_limited", item.GetProperty("code").GetString());
        Assert.InRange(item.GetProperty("retryAfter").GetInt64(), 1, 1000);
        for (var i = 0; i < 60 && item.TryGetProperty("code", out var code); i++)
        {
            Assert.Equal("rate_limited", code.GetString());
            await Task.Delay((int)item.GetProperty("retryAfter").GetInt64(), TestContext.Current.CancellationToken);
            item = (await RepeatAsync()).Json.GetProperty("items")[0];
        }

        Assert.Equal(
            ["one", "two"], (await owner.WholeHistoryAsync($"g:{group}")).Where(static message => message.Kind == "text").Select(static message => message.Body));

        Task<WireFrame> RepeatAsync() => member.ForwardAsync(Direct(owner.User, member.User), [1, 2], [new { group }], clientId: "fwd");
    }

    private static List<(string Conversation, string Seqs)> Outcomes(WireFrame receipt) =>
        [.. receipt.Json.GetProperty("items").EnumerateArray().Select(item => (
            item.GetProperty("conversation").GetString()!,
            item.TryGetProperty("code", out var code) ? code.GetString()! : string.Join(',', item.GetProperty("seqs").EnumerateArray().Select(static seq => seq.GetInt64()))))];
}
