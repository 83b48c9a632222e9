using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>A client id leads to one entry for ever: whoever repeats it, however late, finds its first receipt.</summary>
public sealed class RepetitionTests(ImCluster cluster)
{
    /// <summary>More entries than a conversation keeps at hand.</summary>
    private const int Many = 100;

    private readonly string _alice = Names.User("alice");
    private readonly string _bob = Names.User("bob");

    [Fact]
    public async Task Who_left_finds_the_first_receipt_of_an_old_message_and_writes_nothing_new()
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        var first = await cluster.SendAsync(_bob, conversation, "old");
        await cluster.Group(conversation).LeaveAsync(_bob);
        await AppendAsync(_alice, conversation, [.. Ids("later")]);

        var again = await AppendAsync(_bob, conversation, "old", "new", "old");

        Assert.Equal([first with { Dup = true }, first with { Dup = true }], [again[0], again[2]]);
        Assert.Equal(ErrorCode.NotMember, again[1].Code);
        Assert.Equal(Many + 4, (await cluster.SendAsync(_alice, conversation, "next")).Seq);
    }

    [Fact]
    public async Task Who_left_can_not_use_an_old_client_id_for_another_message()
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        await cluster.SendAsync(_bob, conversation, "old");
        await cluster.Group(conversation).LeaveAsync(_bob);
        await AppendAsync(_alice, conversation, [.. Ids("later")]);

        var other = (await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(_bob, "none", [Texts.Draft("old", "another text")])))[0];

        Assert.Equal(ErrorCode.Conflict, other.Code);
    }

    [Fact]
    public async Task A_stranger_is_refused_without_a_look_into_the_log()
    {
        var (eve, conversation) = (Names.User("eve"), await cluster.FoundAsync(_alice, _bob));

        var refused = await AppendAsync(eve, conversation, "a", "b");

        Assert.All(refused, result => Assert.Equal(ErrorCode.NotFound, result.Code));
        Assert.Equal(0, cluster.Log.FindsOf(conversation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_of_more_old_messages_than_are_kept_at_hand_finds_all_its_receipts(bool leaves)
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        var first = await AppendAsync(_bob, conversation, [.. Ids("old")]);
        if (leaves)
        {
            await cluster.Group(conversation).LeaveAsync(_bob);
        }

        await AppendAsync(_alice, conversation, [.. Ids("later")]);

        var again = await AppendAsync(_bob, conversation, [.. Ids("old")]);

        Assert.Equal(first.Select(result => result with { Dup = true }), again);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_left_finds_the_first_receipt_of_its_recall_and_recalls_nothing_new(bool forgotten)
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        var (own, late) = (await cluster.SendAsync(_bob, conversation, "own"), await cluster.SendAsync(_bob, conversation, "late"));
        var others = await cluster.SendAsync(_alice, conversation, "others");
        var first = await RecallAsync(_bob, conversation, own.Seq);
        await RecallAsync(_alice, conversation, others.Seq);
        await cluster.Group(conversation).LeaveAsync(_bob);
        await AppendAsync(_alice, conversation, [.. Ids("later")]);
        await RecallAsync(_alice, conversation, late.Seq);
        if (forgotten)
        {
            await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        }

        Assert.Equal(first with { Dup = true }, await RecallAsync(_bob, conversation, own.Seq));
        foreach (var seq in (long[])[late.Seq, others.Seq, own.Seq + 50, 9999])
        {
            Assert.Equal(ErrorCode.NotMember, (await RecallAsync(_bob, conversation, seq)).Code);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_left_finds_the_first_receipt_of_its_leaving(bool forgotten)
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);
        var first = await cluster.Group(conversation).LeaveAsync(_bob);
        var last = (await AppendAsync(_alice, conversation, [.. Ids("later")]))[^1];
        if (forgotten)
        {
            await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        }

        Assert.Equal(first with { Dup = true }, await cluster.Group(conversation).LeaveAsync(_bob));
        Assert.Equal(last.Seq + 1, (await cluster.SendAsync(_alice, conversation, "next")).Seq);
    }

    [Fact]
    public async Task Left_twice_at_once_it_is_one_entry()
    {
        var conversation = await cluster.FoundAsync(_alice, _bob);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cluster.Group(conversation).LeaveAsync(_bob).AsTask()));

        Assert.All(answers, answer => Assert.Equal((ErrorCode.None, 2L), (answer.Code, answer.Seq)));
        Assert.Single(answers, static answer => !answer.Dup);
    }

    private async Task<ActionResult> RecallAsync(string user, string conversation, long seq) =>
        await cluster.Conversation(conversation).RecallAsync(new MemberAction(user, "none", seq));

    private static IEnumerable<string> Ids(string name) => Enumerable.Range(1, Many).Select(i => $"{name}-{i}");

    private async Task<AppendResult[]> AppendAsync(string user, string conversation, params string[] clientIds) =>
        await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(user, "none", [.. clientIds.Select(id => Texts.Draft(id))]));
}
