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

    private static IEnumerable<string> Ids(string name) => Enumerable.Range(1, Many).Select(i => $"{name}-{i}");

    private async Task<AppendResult[]> AppendAsync(string user, string conversation, params string[] clientIds) =>
        await cluster.Conversation(conversation).AppendAsync(
            new AppendRequest(user, "none", [.. clientIds.Select(id => Texts.Draft(id))]));
}
