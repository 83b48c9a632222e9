using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

public sealed class CopyTests(ImCluster cluster)
{
    [Fact]
    public async Task Copies_come_in_the_order_asked_for_however_far_apart_they_stand()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(alice, "none", [.. Enumerable.Range(1, 500).Select(i => Texts.Draft($"t{i}"))]));

        var result = await CopyAsync(conversation, bob, 450, 1, 2, 201, 202, 500, 3);

        Assert.Equal(ErrorCode.None, result.Code);
        Assert.Equal([450L, 1, 2, 201, 202, 500, 3], result.Messages.Select(copy => copy.Seq));
        Assert.All(result.Messages, copy => Assert.Equal(
            (alice, $"{{\"type\":\"text\",\"text\":\"t{copy.Seq}\"}}"), (copy.Sender, System.Text.Encoding.UTF8.GetString(copy.Content.Span))));
    }

    [Fact]
    public async Task One_that_can_not_be_taken_along_is_said_and_none_is()
    {
        var (alice, bob, late) = (Names.User("alice"), Names.User("bob"), Names.User("late"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var first = await cluster.SendAsync(alice, conversation, "first");
        var recalled = await cluster.SendAsync(alice, conversation, "recalled");
        await cluster.Conversation(conversation).RecallAsync(new MemberAction(alice, "none", recalled.Seq));
        await cluster.Group(conversation).InviteAsync(alice, [late]);
        await cluster.Group(conversation).LeaveAsync(bob);
        var after = await cluster.SendAsync(alice, conversation, "after");

        Assert.Equal(ErrorCode.Expired, (await CopyAsync(conversation, alice, first.Seq, recalled.Seq)).Code);
        Assert.Equal(ErrorCode.Invalid, (await CopyAsync(conversation, alice, first.Seq, 1)).Code);
        Assert.Equal(ErrorCode.NotFound, (await CopyAsync(conversation, alice, first.Seq, 99)).Code);
        Assert.Equal(ErrorCode.NotFound, (await CopyAsync(conversation, late, first.Seq)).Code);
        Assert.Equal(ErrorCode.NotFound, (await CopyAsync(conversation, Names.User("stranger"), first.Seq)).Code);
        Assert.Equal(ErrorCode.NotFound, (await CopyAsync(conversation, bob, after.Seq)).Code);
        Assert.Equal(ErrorCode.None, (await CopyAsync(conversation, bob, first.Seq)).Code);
        Assert.Empty((await CopyAsync(conversation, alice, first.Seq, 99)).Messages);
    }

    [Fact]
    public async Task Too_much_at_once_is_refused()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = ConversationId.Direct(alice, bob);
        await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(alice, "none", [.. Enumerable.Range(1, 60).Select(i => Texts.Draft($"t{i}", new string('x', 8000)))]));

        Assert.Equal(ErrorCode.TooLarge, (await CopyAsync(conversation, bob, [.. Enumerable.Range(1, 60).Select(i => (long)i)])).Code);
        Assert.Equal(ErrorCode.None, (await CopyAsync(conversation, bob, [.. Enumerable.Range(1, 30).Select(i => (long)i)])).Code);
    }

    [Fact]
    public async Task A_picture_is_held_by_each_message_that_shows_it_until_it_is_recalled()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var media = Names.User("media");
        var (one, other) = (ConversationId.Direct(alice, bob), await cluster.FoundAsync(alice, bob));
        var draft = new Draft("c", ContentKind.Picture, System.Text.Encoding.UTF8.GetBytes($"{{\"type\":\"picture\",\"media\":\"{media}\"}}"), null, 0, Silent: false);
        foreach (var conversation in (string[])[one, one, other])
        {
            await cluster.Conversation(conversation).AppendAsync(new AppendRequest(alice, "none", [draft with { Copy = true }]));
        }

        Assert.Equal(2, cluster.Media.HoldsOf(media));
        await cluster.Conversation(one).RecallAsync(new MemberAction(alice, "none", 1));
        Assert.Equal(1, cluster.Media.HoldsOf(media));
    }

    private async Task<CopyResult> CopyAsync(string conversation, string user, params long[] seqs) =>
        await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(conversation)).CopyAsync(new CopyRequest(user, seqs));
}
