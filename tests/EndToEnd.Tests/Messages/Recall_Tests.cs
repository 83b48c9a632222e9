using System.Text.Json;
using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.4: taking a message back for everyone.</summary>
public abstract class Recall_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Everyone_gets_the_recall_as_an_entry_of_its_own()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var phone = await LoginAsync(alice);
        var desk = await LoginAsync(alice, "desk", "desktop");
        await phone.SendTextAsync(bob, "regretted");
        await phone.SendTextAsync(bob, "kept");

        var receipt = await phone.RecallAsync(Direct(alice, bob), 1);

        Assert.Equal(3, receipt.Number("seq"));
        foreach (var device in new[] { receiver, desk, phone })
        {
            var entry = await device.MessageAsync(Direct(alice, bob), 3);
            Assert.Equal("recall", entry.Kind);
            Assert.Equal(1, entry.Content!.Value.GetProperty("seq").GetInt64());
            Assert.Equal(alice, entry.Content!.Value.GetProperty("by").GetString());
        }
    }

    [Fact]
    public async Task The_text_is_gone_from_history_list_and_unread()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "kept");
        await sender.SendTextAsync(bob, "regretted", "regretted-id");
        await receiver.MessageAsync(Direct(alice, bob), 2);
        Assert.Equal(2, (await LineAsync(receiver, alice, bob)).GetProperty("unread").GetInt64());

        await sender.RecallAsync(Direct(alice, bob), 2);
        await receiver.MessageAsync(Direct(alice, bob), 3);
        var history = await receiver.HistoryAsync(Direct(alice, bob));
        var line = await LineAsync(receiver, alice, bob);

        Assert.True(history[1].IsRecalled);
        Assert.Null(history[1].Content);
        Assert.Equal(2, history[1].Seq);
        Assert.Equal(alice, history[1].Json.GetProperty("recalled").GetProperty("by").GetString());
        Assert.Equal(1, line.GetProperty("unread").GetInt64());
        Assert.DoesNotContain("regretted", string.Join('\n', history.Select(message => message.Content?.GetRawText())) + line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_version_1_was_shown_of_the_edits_goes_with_the_message()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), Fresh("bob"));
        var pair = Direct(alice.User, bob);
        var old = Track(await Version1Client.LoginAsync(Server, bob));
        await alice.SendTextAsync(bob, "secret one");
        await alice.EditAsync(pair, 1, "secret two");
        await alice.EditAsync(pair, 1, "secret three");
        await old.EditedAsync($"{pair}:2", "secret two");
        await old.EditedAsync($"{pair}:3", "secret three");
        await old.AckAsync($"{pair}:3");

        await alice.RecallAsync(pair, 1);

        foreach (var seq in (long[])[1, 2, 3])
        {
            await old.RepealedAsync($"{pair}:{seq}");
        }
    }

    /// <summary>Of the first message the app has all that was shown when it went away, of the second one nothing.</summary>
    [Fact]
    public async Task What_version_1_was_shown_of_the_edits_goes_also_if_it_was_away_and_what_it_was_not_shown_stays_unseen()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), Fresh("bob"));
        var pair = Direct(alice.User, bob);
        await using (var before = await Version1Client.LoginAsync(Server, bob))
        {
            await alice.SendTextAsync(bob, "secret one");
            await alice.EditAsync(pair, 1, "secret two");
            await before.EditedAsync($"{pair}:2", "secret two");
            await before.AckAsync($"{pair}:2");
        }

        await alice.SendTextAsync(bob, "secret three");
        await alice.EditAsync(pair, 3, "secret four");
        await alice.RecallAsync(pair, 1);
        await alice.RecallAsync(pair, 3);
        var after = Track(await Version1Client.LoginAsync(Server, bob));

        foreach (var seq in (long[])[1, 2, 3, 4])
        {
            await after.RepealedAsync($"{pair}:{seq}");
        }

        var seen = string.Join('\n', after.Wire.Frames()) + string.Join('\n', await alice.HistoryAsync(pair));
        Assert.DoesNotContain("secret", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mention_goes_with_its_message()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        await sender.RequestAsync(new
        {
            type = "send",
            to = new { user = bob },
            clientId = "c",
            content = new { type = "text", text = "@bob" },
            mentions = new[] { bob },
        });
        await receiver.MessageAsync(Direct(alice, bob), 1);
        Assert.Equal(1, (await LineAsync(receiver, alice, bob)).GetProperty("mentioned").GetInt64());

        await sender.RecallAsync(Direct(alice, bob), 1);
        await receiver.MessageAsync(Direct(alice, bob), 2);

        Assert.Equal(0, (await LineAsync(receiver, alice, bob)).GetProperty("mentioned").GetInt64());
    }

    [Fact]
    public async Task Repeating_a_recall_gets_the_same_receipt_and_adds_nothing()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "regretted");

        var first = await sender.RecallAsync(Direct(alice, bob), 1);
        await sender.SendTextAsync(bob, "between");
        var again = await sender.RecallAsync(Direct(alice, bob), 1);

        Assert.Equal(first.Number("seq"), again.Number("seq"));
        Assert.Equal(first.Number("time"), again.Number("time"));
        Assert.Equal(3, (await sender.HistoryAsync(Direct(alice, bob))).Count);
    }

    [Fact]
    public async Task Recalls_of_one_message_at_once_are_one_recall()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var phone = await LoginAsync(alice);
        var desk = await LoginAsync(alice, "desk", "desktop");
        await phone.SendTextAsync(bob, "regretted");

        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? phone : desk).RecallAsync(Direct(alice, bob), 1)));

        Assert.All(receipts, receipt => Assert.Equal(2, receipt.Number("seq")));
        Assert.Equal(2, (await phone.HistoryAsync(Direct(alice, bob))).Count);
    }

    /// <summary>Whichever came first, one message is left unread: the third.</summary>
    [Fact]
    public async Task Recalled_and_read_at_once_the_count_is_what_a_recount_gives()
    {
        for (var round = 0; round < 8; round++)
        {
            var (alice, bob) = (Fresh("alice"), Fresh("bob"));
            var pair = Direct(alice, bob);
            var (sender, receiver) = (await LoginAsync(alice), await LoginAsync(bob));
            foreach (var text in (string[])["one", "regretted", "three"])
            {
                await sender.SendTextAsync(bob, text);
            }

            await receiver.MessageAsync(pair, 3);
            var answers = await Task.WhenAll(
                sender.RecallAsync(pair, 2), receiver.RequestAsync(new { type = "read", conversation = pair, seq = 1 + (round % 2) }));
            Assert.DoesNotContain(answers, static answer => answer.IsError);
            await receiver.MessageAsync(pair, 4);

            Assert.Equal(1, (await LineAsync(receiver, alice, bob)).GetProperty("unread").GetInt64());
            Assert.Equal([false, true, false, false], (await receiver.HistoryAsync(pair)).Select(static message => message.IsRecalled));
        }
    }

    [Fact]
    public async Task Recalled_by_one_who_is_removed_at_once_it_is_gone_for_all_or_for_nobody()
    {
        for (var round = 0; round < 8; round++)
        {
            var (owner, member, witness) = (await LoginAsync(Fresh("owner")), await LoginAsync(Fresh("member")), await LoginAsync(Fresh("witness")));
            var group = await owner.CreateGroupAsync("team", member.User, witness.User);
            var conversation = $"g:{group}";
            var seq = (await member.SendToGroupAsync(group, "regretted")).Number("seq");

            var recalling = member.RecallAsync(conversation, seq);
            var kicked = await owner.GroupAsync(group, "kick", new { users = new[] { member.User } });
            var recalled = await recalling;
            await witness.MessageAsync(conversation, kicked.Number("seq"));

            Assert.True(recalled.IsError || recalled.Number("seq") < kicked.Number("seq"));
            foreach (var reader in (WireClient[])[owner, witness])
            {
                Assert.Equal(!recalled.IsError, (await reader.HistoryAsync(conversation)).Single(message => message.Seq == seq).IsRecalled);
            }
        }
    }

    [Fact]
    public async Task The_same_message_sent_again_after_its_recall_stays_recalled()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "regretted", "id-1");
        await sender.RecallAsync(Direct(alice, bob), 1);

        var repeat = await sender.SendTextAsync(bob, "regretted", "id-1");

        Assert.Equal(1, repeat.Number("seq"));
        Assert.True(repeat.Flag("dup"));
        Assert.True((await sender.HistoryAsync(Direct(alice, bob)))[0].IsRecalled);
    }

    [Fact]
    public async Task Nobody_else_may_recall_in_a_direct_conversation()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var sender = await LoginAsync(alice);
        var receiver = await LoginAsync(bob);
        var stranger = await LoginAsync(carol);
        await sender.SendTextAsync(bob, "stays");

        Assert.Equal("forbidden", (await receiver.RecallAsync(Direct(alice, bob), 1)).Code);
        Assert.True((await stranger.RecallAsync(Direct(alice, bob), 1)).Code is "not_found" or "not_member");
        Assert.Equal("stays", (await receiver.HistoryAsync(Direct(alice, bob)))[0].Body);
    }

    [Theory]
    [InlineData(2, "not_found")]
    [InlineData(9_007_199_254_740_991, "not_found")]
    [InlineData(0, "invalid")]
    [InlineData(-1, "invalid")]
    public async Task A_message_that_is_not_there_can_not_be_recalled(long seq, string code)
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");

        Assert.Equal(code, (await sender.RecallAsync(Direct(alice, bob), seq)).Code);
        Assert.Single(await sender.HistoryAsync(Direct(alice, bob)));
    }

    [Fact]
    public async Task A_recall_and_a_tip_are_nothing_to_recall()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "one");
        await sender.RecallAsync(Direct(alice, bob), 1);

        Assert.True((await sender.RecallAsync(Direct(alice, bob), 2)).IsError);
        Assert.Equal(2, (await sender.HistoryAsync(Direct(alice, bob))).Count);
    }

    [Fact]
    public async Task The_owner_of_a_group_may_recall_what_members_wrote_and_members_may_not()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var writer = await LoginAsync(bob);
        var other = await LoginAsync(carol);
        var group = await owner.CreateGroupAsync("team", bob, carol);
        var seq = (await writer.SendToGroupAsync(group, "regrettable")).Number("seq");

        Assert.Equal("forbidden", (await other.RecallAsync($"g:{group}", seq)).Code);
        Assert.False((await owner.RecallAsync($"g:{group}", seq)).IsError);

        var entry = (await other.HistoryAsync($"g:{group}")).Single(message => message.Seq == seq);
        Assert.True(entry.IsRecalled);
        Assert.Equal(alice, entry.Json.GetProperty("recalled").GetProperty("by").GetString());
    }

    private static async Task<JsonElement> LineAsync(WireClient client, string one, string other) =>
        (await client.LineAsync(Direct(one, other)))!.Value;
}
