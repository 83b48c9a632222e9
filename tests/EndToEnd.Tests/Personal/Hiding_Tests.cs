using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Personal;

/// <summary>Chapter 3.4: what a user hides is hidden from it on every device and for ever, and from nobody else.</summary>
public abstract class Hiding_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Deleted_messages_are_in_no_history_and_stay_for_the_others()
    {
        var (phone, desk, bob, pair) = await TalkAsync(6);

        var answer = await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 5, 2, 3 } });
        Assert.False(answer.IsError, answer.ToString());
        Assert.Equal(3, answer.Number("deletes"));
        var pushed = await desk.WaitForAsync("the deletion", frame => frame.Type == "conversation" && frame.Has("deleted"));
        Assert.Equal([2, 3, 5], pushed.Json.GetProperty("deleted").EnumerateArray().Select(seq => seq.GetInt64()));

        foreach (var device in (WireClient[])[phone, desk])
        {
            Assert.Equal([1, 4, 6], Seqs(await device.WholeHistoryAsync(pair)));
            Assert.Equal([4, 6], Seqs(await device.HistoryAsync(pair, limit: 2)));
            Assert.Equal([1, 4], Seqs(await device.HistoryAsync(pair, after: 0, limit: 2)));
            Assert.Equal([4], Seqs(await device.HistoryAsync(pair, before: 6, limit: 1)));
        }

        Assert.False((await phone.HistoryPageAsync(pair, after: 4, limit: 2)).Flag("more"));
        Assert.Equal([1, 2, 3, 4, 5, 6], Seqs(await bob.WholeHistoryAsync(pair)));
        Assert.DoesNotContain(bob.Frames(), frame => frame.Type == "conversation");
        var deleted = await desk.RequestAsync(new { type = "deleted", conversation = pair, limit = 2 });
        Assert.Equal([2, 3], deleted.Json.GetProperty("seqs").EnumerateArray().Select(seq => seq.GetInt64()));
        Assert.True(deleted.Flag("more"));
        deleted = await desk.RequestAsync(new { type = "deleted", conversation = pair, after = 3 });
        Assert.Equal([5], deleted.Json.GetProperty("seqs").EnumerateArray().Select(seq => seq.GetInt64()));
        Assert.False(deleted.Flag("more"));
    }

    [Fact]
    public async Task The_list_shows_the_newest_message_that_is_not_deleted()
    {
        var (phone, desk, bob, pair) = await TalkAsync(4);

        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 4 } });
        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 3 } });

        Assert.Equal(2, await LastAsync(phone, pair));
        await desk.WaitForAsync("the second deletion", frame => frame.Type == "conversation" && frame.Number("deletes") == 2);
        Assert.Equal(2, await LastAsync(desk, pair));
        Assert.Equal(4, await LastAsync(bob, pair));
        await bob.SendTextAsync(phone.User, "new");
        await phone.MessageAsync(pair, 5);
        Assert.Equal(5, await LastAsync(phone, pair));
        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 1, 2, 5 } });
        Assert.Equal(0, await LastAsync(phone, pair));
        Assert.NotNull(await phone.LineAsync(pair));
    }

    [Fact]
    public async Task A_device_that_logs_in_is_given_nothing_that_was_deleted_and_all_the_rest()
    {
        var (phone, desk, bob, pair) = await TalkAsync(3);
        var user = phone.User;
        await desk.DisposeAsync();
        for (var i = 0; i < 5; i++)
        {
            await bob.SendTextAsync(user, $"{i}");
        }

        await phone.MessageAsync(pair, 8);
        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 5, 7, 8 } });
        Assert.Equal(6, await LastAsync(phone, pair));

        var back = await LoginAsync(user, "desk", "desktop");
        await back.DrainedAsync();
        Assert.Equal([4, 6], back.PushedOnce(pair).Where(message => message.Seq > 3).Select(message => message.Seq));
        var line = back.Frames().Where(frame => frame.Type == "offline").SelectMany(frame => frame.Json.GetProperty("conversations").EnumerateArray()).Last();
        Assert.Equal((6, false), (line.GetProperty("last").GetProperty("seq").GetInt64(), line.GetProperty("more").GetBoolean()));
        Assert.Equal(3, line.GetProperty("deletes").GetInt64());
        var another = await LoginAsync(user, "tablet", "tablet");
        await another.DrainedAsync();
        Assert.Equal([1, 2, 3, 4, 6], another.PushedOnce(pair).Select(message => message.Seq));
        await bob.SendTextAsync(user, "live");
        await back.MessageAsync(pair, 9);
        await another.MessageAsync(pair, 9);
    }

    [Fact]
    public async Task A_message_can_be_deleted_as_soon_as_its_receipt_is_there_and_as_often_as_one_likes()
    {
        var (phone, _, bob, pair) = await TalkAsync(1);
        for (var i = 0; i < 20; i++)
        {
            var seq = (await phone.SendTextAsync(bob.User, "oops")).Number("seq");
            Assert.Equal(i + 1, (await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { seq, seq } })).Number("deletes"));
            Assert.Equal(i + 1, (await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { seq } })).Number("deletes"));
        }

        Assert.Equal([1], Seqs(await phone.WholeHistoryAsync(pair)));
    }

    [Fact]
    public async Task Clearing_hides_all_so_far_on_all_devices_and_leaves_nothing_unread()
    {
        var (phone, desk, bob, pair) = await TalkAsync(6);
        Assert.Equal(1, await UnreadAsync(phone, pair));

        var cleared = await phone.RequestAsync(new { type = "clear", conversation = pair });
        Assert.Equal((pair, 6L), (cleared.Text("conversation"), cleared.Number("seq")));
        Assert.Equal(0, await UnreadAsync(phone, pair));
        var pushed = await desk.WaitForAsync("the clearing", frame => frame.Type == "conversation" && frame.Number("clearedSeq") == 6);
        Assert.False(pushed.Has("deleted"));
        foreach (var device in (WireClient[])[phone, desk])
        {
            Assert.Empty(await device.WholeHistoryAsync(pair));
            Assert.Equal(0, await LastAsync(device, pair));
            Assert.Equal(6, (await device.LineAsync(pair))!.Value.GetProperty("clearedSeq").GetInt64());
        }

        Assert.Equal(6, (await bob.WholeHistoryAsync(pair)).Count);
        Assert.Equal(6, await LastAsync(bob, pair));
        Assert.DoesNotContain(bob.Frames(), frame => frame.Type == "conversation");

        await bob.SendTextAsync(phone.User, "after");
        await phone.MessageAsync(pair, 7);
        Assert.Equal((1, 7), (await UnreadAsync(phone, pair), await LastAsync(phone, pair)));
        Assert.Equal([7], Seqs(await desk.WholeHistoryAsync(pair)));
        Assert.Equal(7, (await phone.RequestAsync(new { type = "clear", conversation = pair })).Number("seq"));
        Assert.Equal(7, (await phone.RequestAsync(new { type = "clear", conversation = pair })).Number("seq"));
    }

    [Fact]
    public async Task A_device_that_logs_in_is_given_nothing_that_was_cleared()
    {
        var (phone, desk, bob, pair) = await TalkAsync(3);
        var user = phone.User;
        await desk.DisposeAsync();
        await bob.SendTextAsync(user, "missed, then cleared");
        await phone.MessageAsync(pair, 4);
        await phone.RequestAsync(new { type = "clear", conversation = pair });
        Assert.Equal(0, await LastAsync(phone, pair));
        await bob.SendTextAsync(user, "missed");
        await phone.MessageAsync(pair, 5);

        var back = await LoginAsync(user, "desk", "desktop");
        await back.DrainedAsync();
        var another = await LoginAsync(user, "tablet", "tablet");
        await another.DrainedAsync();

        Assert.DoesNotContain(back.PushedOnce(pair), message => message.Seq == 4);
        Assert.Equal([5], another.PushedOnce(pair).Select(message => message.Seq));
    }

    [Fact]
    public async Task What_is_deleted_is_not_unread_and_mentions_nobody()
    {
        var (phone, desk, bob, pair) = await TalkAsync(1);
        for (var i = 0; i < 4; i++)
        {
            await bob.RequestAsync(new
            {
                type = "send", conversation = pair, clientId = $"m{i}", content = new { type = "text", text = "@" }, mentions = new[] { phone.User },
            });
        }

        await desk.MessageAsync(pair, 5);
        Assert.Equal((4, 4), await UnreadAndMentionedAsync(phone, pair));

        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 2, 4 } });
        Assert.Equal((2, 2), await UnreadAndMentionedAsync(phone, pair));
        await desk.WaitForAsync("the deletion", frame => frame.Type == "conversation" && frame.Number("deletes") == 2);
        Assert.Equal((2, 2), await UnreadAndMentionedAsync(desk, pair));

        // Recalled is recalled, whether it was deleted before or not, or is deleted afterwards.
        await bob.RecallAsync(pair, 4);
        await bob.RecallAsync(pair, 5);
        await phone.MessageAsync(pair, 7);
        Assert.Equal((1, 1), await UnreadAndMentionedAsync(phone, pair));
        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 5 } });
        Assert.Equal((1, 1), await UnreadAndMentionedAsync(phone, pair));
        await phone.ReadAsync(pair, 7);
        await bob.SendTextAsync(phone.User, "more");
        await phone.MessageAsync(pair, 8);
        Assert.Equal((1, 0), await UnreadAndMentionedAsync(phone, pair));
        var badge = await phone.RequestAsync(new { type = "conversations" });
        Assert.Equal(1, badge.Json.GetProperty("total").GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task Neither_an_edit_nor_a_reaction_brings_back_what_is_hidden()
    {
        var (phone, desk, bob, pair) = await TalkAsync(4);
        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 4 } });
        Assert.Equal(3, await LastAsync(phone, pair));
        await bob.EditAsync(pair, 4, "another text");
        await bob.ReactAsync(pair, 4, "x");
        await phone.MessageAsync(pair, 6);
        Assert.Equal(3, await LastAsync(phone, pair));

        await phone.RequestAsync(new { type = "clear", conversation = pair });
        await bob.EditAsync(pair, 4, "a third text");
        await phone.MessageAsync(pair, 7);
        Assert.Equal(0, await LastAsync(phone, pair));

        // A device that was given everything before is told, and sees the same.
        await desk.MessageAsync(pair, 7);
        Assert.Equal(0, await LastAsync(desk, pair));
        Assert.Equal(4, await LastAsync(bob, pair));
    }

    [Fact]
    public async Task What_one_has_deleted_is_not_there_for_one_but_may_be_taken_back_from_all()
    {
        var (phone, _, bob, pair) = await TalkAsync(3);
        await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 1, 2 } });

        foreach (var request in (object[])[
            new { type = "edit", conversation = pair, seq = 1, content = new { type = "text", text = "new" } },
            new { type = "edits", conversation = pair, seq = 1 },
            new { type = "react", conversation = pair, seq = 2, emoji = "x", op = "add" },
            new { type = "readers", conversation = pair, seq = 1 },
            new { type = "forward", clientId = "f", from = pair, seqs = new[] { 2, 3 }, to = new[] { new { user = bob.User } }, merge = false }])
        {
            Assert.Equal("not_found", (await phone.RequestAsync(request)).Code);
        }

        var recall = await phone.RecallAsync(pair, 1);
        Assert.Equal(4, recall.Number("seq"));
        await phone.RequestAsync(new { type = "clear", conversation = pair });
        Assert.Equal(4, (await phone.RecallAsync(pair, 1)).Number("seq"));
        Assert.Equal(5, (await phone.RecallAsync(pair, 3)).Number("seq"));
        Assert.Equal([true, false, true], (await bob.HistoryAsync(pair, after: 0, limit: 3)).Select(message => message.IsRecalled));

        // An entry that changes another may not be missed by a device that was away.
        Assert.Equal("invalid", (await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 5 } })).Code);
        Assert.Equal([5], Seqs(await phone.WholeHistoryAsync(pair)));
    }

    [Fact]
    public async Task Who_has_left_a_group_may_clear_it()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var group = await alice.CreateGroupAsync("Team", bob.User);
        var conversation = $"g:{group}";
        await alice.SendToGroupAsync(group, "unread for ever");
        await bob.MessageAsync(conversation, 2);
        await bob.LeaveAsync(group);

        var cleared = await bob.RequestAsync(new { type = "clear", conversation });

        Assert.Equal(3, cleared.Number("seq"));
        Assert.Equal(0, await UnreadAsync(bob, conversation));
        Assert.Empty(await bob.WholeHistoryAsync(conversation));
        Assert.Equal(3, (await alice.WholeHistoryAsync(conversation)).Count);
    }

    [Fact]
    public async Task What_is_not_there_can_not_be_hidden()
    {
        var (phone, _, bob, pair) = await TalkAsync(2);
        Assert.Equal("not_found", (await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 1, 3 } })).Code);
        Assert.Equal([1, 2], Seqs(await phone.WholeHistoryAsync(pair)));
        Assert.Equal("invalid", (await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = Array.Empty<int>() })).Code);
        Assert.Equal("too_large", (await phone.RequestAsync(new { type = "delete", conversation = pair, seqs = Enumerable.Range(1, 201) })).Code);
        foreach (var conversation in (string[])[$"d:{bob.User}:{Fresh("z")}", "g:no-such"])
        {
            Assert.Equal("not_found", (await phone.RequestAsync(new { type = "delete", conversation, seqs = new[] { 1 } })).Code);
            Assert.Equal("not_found", (await phone.RequestAsync(new { type = "deleted", conversation })).Code);
            Assert.Equal("not_found", (await phone.RequestAsync(new { type = "clear", conversation })).Code);
        }
    }

    private static IEnumerable<long> Seqs(IEnumerable<WireMessage> messages) => messages.Select(message => message.Seq);

    private static async Task<(int Unread, int Mentioned)> UnreadAndMentionedAsync(WireClient client, string conversation)
    {
        var line = (await client.LineAsync(conversation))!.Value;
        return (line.GetProperty("unread").GetInt32(), line.GetProperty("mentioned").GetInt32());
    }

    private static async Task<int> UnreadAsync(WireClient client, string conversation) =>
        (await client.LineAsync(conversation))!.Value.GetProperty("unread").GetInt32();

    /// <summary>What the list shows; 0 for nothing.</summary>
    private static async Task<long> LastAsync(WireClient client, string conversation) =>
        (await client.LineAsync(conversation))!.Value.TryGetProperty("last", out var last) ? last.GetProperty("seq").GetInt64() : 0;

    /// <summary>Alice with two devices and bob write in turn, alice first; all have all of it.</summary>
    private async Task<(WireClient Phone, WireClient Desk, WireClient Bob, string Pair)> TalkAsync(int messages)
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (phone, desk, peer) = (await LoginAsync(alice), await LoginAsync(alice, "desk", "desktop"), await LoginAsync(bob));
        await Task.WhenAll(phone.DrainedAsync(), desk.DrainedAsync(), peer.DrainedAsync());
        for (var seq = 1; seq <= messages; seq++)
        {
            await (seq % 2 == 1 ? phone.SendTextAsync(bob, $"{seq}") : peer.SendTextAsync(alice, $"{seq}"));
        }

        await desk.MessageAsync(Direct(alice, bob), messages);
        if (messages % 2 == 0)
        {
            await phone.MessageAsync(Direct(alice, bob), messages);
        }
        else
        {
            await peer.MessageAsync(Direct(alice, bob), messages);
        }

        return (phone, desk, peer, Direct(alice, bob));
    }
}
