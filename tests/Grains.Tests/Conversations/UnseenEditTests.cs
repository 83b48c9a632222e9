using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>An edit brings what a message says, and so is told without that to whoever does not see the message.</summary>
public sealed class UnseenEditTests(ImCluster cluster)
{
    [Fact]
    public async Task A_newcomer_is_told_that_there_was_an_edit_and_members_of_before_what_it_says()
    {
        var (alice, bob, late) = (Names.User("alice"), Names.User("bob"), Names.User("late"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var (before, after) = (await new TestGateway(cluster).LoginAsync(bob), await new TestGateway(cluster).LoginAsync(late));
        var sent = await cluster.SendAsync(alice, conversation, "secret");
        await cluster.Group(conversation).InviteAsync(alice, [late]);

        var edit = await EditAsync(conversation, alice, sent.Seq, "secret again");
        var own = await cluster.SendAsync(alice, conversation, "open");
        var whole = await EditAsync(conversation, alice, own.Seq, "open again");

        await Condition.HoldsAsync(() => before.Seqs(conversation).Contains(whole.Seq) && after.Seqs(conversation).Contains(whole.Seq), "all is pushed");
        await ForAllWaysAsync(before, conversation, edit.Seq, "secret again", shown: true);
        await ForAllWaysAsync(after, conversation, edit.Seq, "secret", shown: false);
        await ForAllWaysAsync(after, conversation, whole.Seq, "open again", shown: true);
        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        await ImCluster.ForgetAsync(after.Grain);
        await ForAllWaysAsync(after, conversation, edit.Seq, "secret", shown: false);
    }

    [Fact]
    public async Task Who_has_deleted_or_cleared_a_message_is_not_told_what_it_says_now()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var (writer, reader) = (await new TestGateway(cluster).LoginAsync(alice), await new TestGateway(cluster).LoginAsync(bob));
        for (var i = 1; i <= 3; i++)
        {
            await cluster.SendAsync(alice, conversation, $"secret{i}");
        }

        var early = await EditAsync(conversation, alice, 1, "secret of before");
        await HideAsync(conversation, bob, 1, 3);
        var deleted = await EditAsync(conversation, alice, 1, "secret of after");
        var between = await EditAsync(conversation, alice, 2, "seen");

        await Condition.HoldsAsync(() => reader.Seqs(conversation).Contains(between.Seq), "all is pushed");
        await ForAllWaysAsync(reader, conversation, deleted.Seq, "secret", shown: false);
        await ForAllWaysAsync(reader, conversation, between.Seq, "seen", shown: true);
        Assert.DoesNotContain(await HistoryAsync(conversation, bob), item => item.Seq == early.Seq && item.Has("secret"));
        Assert.DoesNotContain(await OfflineAsync(bob, conversation), item => item.Seq == early.Seq && item.Has("secret"));

        Assert.Equal(ErrorCode.None, (await cluster.Conversation(conversation).ClearAsync(new MemberAction(bob, "none", 0))).Code);
        var cleared = await EditAsync(conversation, alice, 2, "secret once more");
        await Condition.HoldsAsync(() => reader.Seqs(conversation).Contains(cleared.Seq), "it is pushed");
        await ForAllWaysAsync(reader, conversation, cleared.Seq, "secret", shown: false);
        await Condition.HoldsAsync(() => writer.Seqs(conversation).Contains(cleared.Seq), "the writer is told, too");
        await ForAllWaysAsync(writer, conversation, cleared.Seq, "secret once more", shown: true);
    }

    /// <summary>Who has hidden it is asked before the edit is written; what is hidden after the answer counts as well.</summary>
    [Fact]
    public async Task What_is_deleted_while_an_edit_is_on_its_way_is_not_shown_by_it()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        var reader = await new TestGateway(cluster).LoginAsync(bob);
        await cluster.SendAsync(alice, conversation, "secret");
        await cluster.SendAsync(alice, conversation, "other");
        await HideAsync(conversation, bob, 2);
        cluster.Personal.HeldHiders = new HeldAnswer(conversation);
        var held = cluster.Personal.HeldHiders;

        var editing = EditAsync(conversation, alice, 1, "secret again");
        await held.Given;
        await HideAsync(conversation, bob, 1);
        cluster.Personal.HeldHiders = null;
        held.Let();

        var edit = await editing;
        await Condition.HoldsAsync(() => reader.Seqs(conversation).Contains(edit.Seq), "it is pushed");
        await ForAllWaysAsync(reader, conversation, edit.Seq, "secret", shown: false);
    }

    [Fact]
    public async Task In_a_large_group_gateways_are_told_who_does_not_see_it()
    {
        var (alice, late) = (Names.User("alice"), Names.User("late"));
        var others = Enumerable.Range(0, ImCluster.LargeAbove).Select(_ => Names.User("other")).ToArray();
        var conversation = await cluster.FoundAsync(alice, others);
        var gateway = new TestGateway(cluster);
        await cluster.Client.GetGrain<IConversationWatchGrain>(GrainKeys.Conversation(conversation)).WatchAsync(gateway.Address);
        var sent = await cluster.SendAsync(alice, conversation, "secret");
        await cluster.SendAsync(alice, conversation, "other");
        await HideAsync(conversation, others[0], sent.Seq);
        await HideAsync(conversation, others[1], sent.Seq + 1);
        await cluster.Group(conversation).InviteAsync(alice, [late]);

        var edit = await EditAsync(conversation, alice, sent.Seq, "secret again");
        var own = await cluster.SendAsync(alice, conversation, "open");
        var whole = await EditAsync(conversation, alice, own.Seq, "open again");

        await Condition.HoldsAsync(() => Watched(whole.Seq) is not null, "all is pushed");
        Assert.Equal([late, others[0]], Watched(edit.Seq)!.Value.Spares!.Order(StringComparer.Ordinal));
        Assert.Null(Watched(whole.Seq)!.Value.Spares);
        foreach (var (user, shown) in ((string, bool)[])[(late, false), (others[0], false), (others[1], true)])
        {
            Assert.Equal(shown, (await HistoryAsync(conversation, user)).Single(item => item.Seq == edit.Seq).Has("secret again"));
            Assert.Equal(shown, (await OfflineAsync(user, conversation)).Single(item => item.Seq == edit.Seq).Has("secret again"));
        }

        WatchedOrigin? Watched(long seq) => gateway.Pushes.OfType<WatchedDelivery>()
            .SelectMany(push => push.Items.Zip(push.Origins)).Where(pair => pair.First.Seq == seq).Select(static pair => (WatchedOrigin?)pair.Second).FirstOrDefault();
    }

    /// <summary>Live, in history and to a device that comes later.</summary>
    private async Task ForAllWaysAsync(TestDevice device, string conversation, long edit, string text, bool shown)
    {
        foreach (var items in (IEnumerable<MessageItem>[])[device.Items(conversation), await HistoryAsync(conversation, device.User), await OfflineAsync(device.User, conversation)])
        {
            var item = items.Single(item => item.Seq == edit);
            Assert.Equal((ContentKind.Edit, shown), (item.Kind, item.Has(text)));
        }
    }

    private async Task<ActionResult> EditAsync(string conversation, string user, long seq, string text)
    {
        var edit = await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation))
            .EditAsync(new EditAction(user, "none", seq, Texts.Draft(string.Empty, text).Content));
        Assert.Equal(ErrorCode.None, edit.Code);
        return edit;
    }

    private async Task HideAsync(string conversation, string user, params long[] seqs) =>
        Assert.Equal(ErrorCode.None, (await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation)).HideAsync(new HideAction(user, "none", seqs))).Code);

    private async Task<MessageItem[]> HistoryAsync(string conversation, string user) =>
        (await cluster.Conversation(conversation).HistoryAsync(new HistoryRequest(user, 0, -1, 200))).Items;

    private async Task<MessageItem[]> OfflineAsync(string user, string conversation)
    {
        var device = await new TestGateway(cluster).OpenAsync(user, Names.User("fresh"));
        return [.. (await device.CatchUpAsync()).Where(one => one.Summary.Conversation == conversation).SelectMany(one => one.Messages)];
    }
}
