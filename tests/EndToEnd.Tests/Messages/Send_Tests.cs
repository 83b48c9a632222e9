using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.2: sending, receipts, repeats and pushes.</summary>
public abstract class Send_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task A_message_gets_a_receipt_and_reaches_the_receiver()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);

        var receipt = await sender.SendTextAsync(bob, "hello");
        var message = await receiver.MessageAsync(Direct(alice, bob), 1);

        Assert.Equal(Direct(alice, bob), receipt.Text("conversation"));
        Assert.Equal(1, receipt.Number("seq"));
        Assert.True(receipt.Json.GetProperty("dup").ValueKind == System.Text.Json.JsonValueKind.False);
        Assert.Equal(receipt.Text("messageId"), message.MessageId);
        Assert.Equal(receipt.Number("time"), message.Json.GetProperty("time").GetInt64());
        Assert.Equal(alice, message.From);
        Assert.Equal("hello", message.Body);
    }

    [Fact]
    public async Task Sequences_of_both_sides_count_in_one_row()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var a = await LoginAsync(alice);
        var b = await LoginAsync(bob);

        for (var i = 1; i <= 10; i++)
        {
            var receipt = i % 2 == 0 ? await a.SendTextAsync(bob, $"{i}") : await b.SendTextAsync(alice, $"{i}");
            Assert.Equal(i, receipt.Number("seq"));
        }
    }

    [Fact]
    public async Task The_conversation_may_be_named_in_every_form()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        var conversation = Direct(alice, bob);
        object[] frames =
        [
            new { type = "send", to = new { user = bob }, clientId = "1", content = new { type = "text", text = "1" } },
            new { type = "send", to = new { conversation }, clientId = "2", content = new { type = "text", text = "2" } },
            new { type = "send", conversation, clientId = "3", content = new { type = "text", text = "3" } },
        ];

        foreach (var frame in frames)
        {
            Assert.Equal(conversation, (await sender.RequestAsync(frame)).Text("conversation"));
        }

        Assert.Equal(["1", "2", "3"], (await sender.HistoryAsync(conversation)).Select(message => message.Body));
    }

    [Fact]
    public async Task Notes_to_oneself_are_a_conversation()
    {
        var alice = Fresh("alice");
        var phone = await LoginAsync(alice);
        var desk = await LoginAsync(alice, "desk", "desktop");

        var receipt = await phone.SendTextAsync(alice, "milk");

        Assert.Equal($"d:{alice}:{alice}", receipt.Text("conversation"));
        Assert.Equal("milk", (await desk.MessageAsync($"d:{alice}:{alice}", 1)).Body);
        Assert.Equal(0, (await phone.LineAsync($"d:{alice}:{alice}"))!.Value.GetProperty("unread").GetInt64());
    }

    [Fact]
    public async Task A_repeat_gets_the_first_receipt_and_stores_nothing()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        var first = await sender.SendTextAsync(bob, "once", "same-id");
        await sender.SendTextAsync(bob, "between");

        var repeat = await sender.SendTextAsync(bob, "once", "same-id");

        Assert.True(repeat.Flag("dup"));
        Assert.Equal(first.Number("seq"), repeat.Number("seq"));
        Assert.Equal(first.Number("time"), repeat.Number("time"));
        Assert.Equal(first.Text("messageId"), repeat.Text("messageId"));
        Assert.Equal(["once", "between"], (await sender.HistoryAsync(Direct(alice, bob))).Select(message => message.Body));
    }

    [Fact]
    public async Task A_repeat_over_another_connection_and_device_is_a_repeat()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var phone = await LoginAsync(alice);
        var first = await phone.SendTextAsync(bob, "once", "same-id");
        await phone.DisposeAsync();
        var desk = await LoginAsync(alice, "desk", "desktop");

        var repeat = await desk.SendTextAsync(bob, "once", "same-id");

        Assert.True(repeat.Flag("dup"));
        Assert.Equal(first.Number("seq"), repeat.Number("seq"));
    }

    [Fact]
    public async Task A_repeat_long_after_is_still_a_repeat()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        var first = await sender.SendTextAsync(bob, "once", "same-id");
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => sender.SendTextAsync(bob, $"{i}")));

        var repeat = await sender.SendTextAsync(bob, "once", "same-id");

        Assert.True(repeat.Flag("dup"));
        Assert.Equal(first.Number("seq"), repeat.Number("seq"));
    }

    [Fact]
    public async Task The_same_client_id_with_other_content_is_a_conflict()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one thing", "same-id");

        var answer = await sender.SendTextAsync(bob, "another thing", "same-id");

        Assert.Equal("conflict", answer.Code);
        Assert.Equal(["one thing"], (await sender.HistoryAsync(Direct(alice, bob))).Select(message => message.Body));
    }

    [Fact]
    public async Task Two_senders_may_use_the_same_client_id()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var a = await LoginAsync(alice);
        var b = await LoginAsync(bob);

        Assert.False((await a.SendTextAsync(bob, "hers", "id")).Flag("dup"));
        Assert.False((await b.SendTextAsync(alice, "his", "id")).Flag("dup"));
    }

    [Fact]
    public async Task The_same_message_sent_by_many_connections_at_once_is_stored_once()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var devices = new List<WireClient>();
        for (var i = 0; i < 8; i++)
        {
            devices.Add(await LoginAsync(alice, $"bot-{i}", "bot"));
        }

        var receipts = await Task.WhenAll(devices.SelectMany(device => Enumerable.Range(0, 5).Select(_ => device.SendTextAsync(bob, "once", "same-id"))));

        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Number("seq")));
        Assert.Single(receipts, receipt => !receipt.Flag("dup"));
        Assert.Single(await devices[0].HistoryAsync(Direct(alice, bob)));
    }

    [Fact]
    public async Task Pipelined_messages_get_their_numbers_in_the_order_sent()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);

        var receipts = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => sender.SendTextAsync(bob, $"{i}")));

        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), receipts.Select(receipt => receipt.Number("seq")));
        await receiver.MessageAsync(Direct(alice, bob), 200);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{i}"), receiver.PushedOnce(Direct(alice, bob)).Select(message => message.Body));
    }

    [Fact]
    public async Task Mentions_answers_and_silence_travel_with_the_message()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "first");

        await sender.RequestAsync(new
        {
            type = "send",
            to = new { user = bob },
            clientId = "c",
            content = new { type = "text", text = "@bob" },
            mentions = new[] { bob },
            replyTo = 1,
            silent = true,
        });
        var message = await receiver.MessageAsync(Direct(alice, bob), 2);

        Assert.Equal(bob, message.Json.GetProperty("mentions")[0].GetString());
        Assert.Equal(1, message.Json.GetProperty("replyTo").GetInt64());
        Assert.True(message.Json.GetProperty("silent").GetBoolean());
        Assert.Equal(1, (await receiver.LineAsync(Direct(alice, bob)))!.Value.GetProperty("mentioned").GetInt64());
    }

    [Theory]
    [InlineData("emoji 😀👩‍👩‍👧 and [smile]")]
    [InlineData("tab\tnewline\nquote\" backslash\\ slash/ <b>&amp;</b>")]
    [InlineData("日本語 العربية עברית \u0001 \u007f \u200b")]
    [InlineData("'; drop table messages; --")]
    public async Task Text_arrives_letter_by_letter(string text)
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);

        await sender.SendTextAsync(bob, text);

        Assert.Equal(text, (await receiver.MessageAsync(Direct(alice, bob), 1)).Body);
        Assert.Equal(text, (await receiver.HistoryAsync(Direct(alice, bob)))[0].Body);
    }

    [Fact]
    public async Task The_longest_text_is_taken_and_one_byte_more_is_too_large()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);

        Assert.Equal(1, (await sender.SendTextAsync(bob, new string('x', 8192))).Number("seq"));
        Assert.Equal("too_large", (await sender.SendTextAsync(bob, new string('x', 8193))).Code);
        Assert.Equal("too_large", (await sender.SendTextAsync(bob, new string('é', 4097))).Code);
    }

    [Fact]
    public async Task A_push_to_a_stranger_does_not_happen()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var stranger = await LoginAsync(carol);
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);

        await sender.SendTextAsync(bob, "secret");
        await receiver.MessageAsync(Direct(alice, bob), 1);
        await sender.SendTextAsync(carol, "for carol");
        await stranger.MessageAsync(Direct(alice, carol), 1);

        Assert.DoesNotContain(stranger.Frames(), frame => frame.ToString().Contains("secret", StringComparison.Ordinal));
        Assert.Null(await stranger.LineAsync(Direct(alice, bob)));
    }
}
