using System.Text.Json;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Conversations;

/// <summary>Messages that expire, whatever the storage or another activation does meanwhile.</summary>
public sealed class ExpireTests(ImCluster cluster)
{
    private const int Hour = 3600;

    private readonly string _alice = Names.User("alice");
    private readonly string _bob = Names.User("bob");

    private string Pair => ConversationId.Direct(_alice, _bob);

    [Fact]
    public async Task It_stands_until_its_time_is_over_after_the_other_has_read_it_and_goes_once()
    {
        var (sender, reader) = (await new TestGateway(cluster).LoginAsync(_alice), await new TestGateway(cluster).LoginAsync(_bob));
        await SendAsync(_alice, "secret");
        await ReadAsync(_alice, 1);
        await ImCluster.ForgetAsync(cluster.Conversation(Pair));
        cluster.Time.Advance(TimeSpan.FromHours(2));

        // Nobody has read it: what happens to a second one says that the clocks were looked at.
        await SendAsync(_alice, "other");
        Assert.Equal(ErrorCode.None, (await ReadAsync(_bob, 1)).Code);
        await ImCluster.ForgetAsync(cluster.Conversation(Pair));
        Assert.Equal(["secret", "other"], await TextsAsync());
        cluster.Time.Advance(TimeSpan.FromHours(2));

        await Condition.HoldsAsync(() => sender.Seqs(Pair).Length == 3 && reader.Seqs(Pair).Length == 3, "both are told");
        Assert.True(Assert.Single(reader.Items(Pair), static item => item.Kind == ContentKind.Recall).Has("\"reason\":\"expired\""));
        Assert.Equal(["", "other", ""], await TextsAsync());
        var again = await cluster.Conversation(Pair).RecallAsync(new MemberAction(_alice, "s", 1));
        Assert.Equal((ErrorCode.None, 3L, true), (again.Code, again.Seq, again.Dup));
    }

    [Fact]
    public async Task Who_answers_has_read_it()
    {
        var device = await new TestGateway(cluster).LoginAsync(_alice);
        await SendAsync(_alice, "secret");
        await cluster.SendAsync(_bob, Pair, "answer");
        await ImCluster.ForgetAsync(cluster.Conversation(Pair));
        cluster.Time.Advance(TimeSpan.FromHours(2));

        await Condition.HoldsAsync(() => device.Seqs(Pair).Contains(3), "it goes");
        Assert.Equal(["", "answer", ""], await TextsAsync());
    }

    [Fact]
    public async Task What_is_committed_and_not_answered_or_is_not_committed_goes_once()
    {
        foreach (var (fault, at) in ((Fault, long)[])[(Fault.After, 1), (Fault.Before, 3)])
        {
            await SendAsync(_alice, $"secret {at}");
            await ReadAsync(_bob, at);
            cluster.Log.FailNext(Pair, fault);
            cluster.Time.Advance(TimeSpan.FromHours(2));

            await Condition.HoldsAsync(async () => (await TextsAsync()).Length == at + 1, "it goes");
            Assert.All(await TextsAsync(), static text => Assert.Empty(text));
        }
    }

    [Fact]
    public async Task It_is_not_for_sending_on_and_no_longer_than_the_server_allows()
    {
        await SendAsync(_alice, "secret");

        Assert.Equal(ErrorCode.Forbidden, (await cluster.Client.GetGrain<IConversationActsGrain>(GrainKeys.Conversation(Pair)).CopyAsync(new CopyRequest(_bob, [1]))).Code);
        Assert.Equal(ErrorCode.Invalid, (await AppendAsync(_alice, "too long", 604_801)).Code);
        Assert.Equal(ErrorCode.Conflict, (await AppendAsync(_alice, "secret", Hour + 1)).Code);
        Assert.True((await AppendAsync(_alice, "secret", Hour)).Dup);
    }

    private async Task SendAsync(string user, string text) => Assert.Equal(ErrorCode.None, (await AppendAsync(user, text, Hour)).Code);

    private async Task<AppendResult> AppendAsync(string user, string text, int expire) =>
        (await cluster.Conversation(Pair).AppendAsync(new AppendRequest(user, "none", [Texts.Draft(text) with { Expire = expire }])))[0];

    private async Task<ActionResult> ReadAsync(string user, long seq) => await cluster.Conversation(Pair).ReadAsync(new MemberAction(user, "s", seq));

    /// <summary>What entries say; nothing for those that say nothing.</summary>
    private async Task<string[]> TextsAsync()
    {
        var history = await cluster.Conversation(Pair).HistoryAsync(new HistoryRequest(_bob, 0, -1, 10));
        return [.. history.Items.Select(static item => item.Kind == ContentKind.Text ? TextOf(item) : string.Empty)];
    }

    private static string TextOf(MessageItem item)
    {
        if (item.Field("content") is not { } content)
        {
            return string.Empty;
        }

        using var json = JsonDocument.Parse(content);
        return json.RootElement.GetProperty("text").GetString()!;
    }
}
