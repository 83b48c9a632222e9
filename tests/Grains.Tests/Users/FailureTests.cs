using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Identity;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

/// <summary>A failing database comes out as busy, never as an exception, and the next request has its way.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly string _me = Names.User("me");
    private readonly string _other = Names.User("other");
    private readonly ImCluster _cluster;
    private readonly TestGateway _gateway;

    public FailureTests(ImCluster cluster)
    {
        _cluster = cluster;
        _gateway = new TestGateway(cluster);
    }

    public void Dispose() => _cluster.Members.FailAllOf = null;

    [Fact]
    public async Task A_session_that_can_not_be_opened_is_busy_and_opens_later()
    {
        _cluster.Members.FailAllOf = _me;
        Assert.Equal(ErrorCode.Busy, (await OpenAsync("phone", "s1")).Code);
        Assert.Equal(ErrorCode.Busy, (await _cluster.User(_me).ConversationsAsync(null, 10, [])).Code);

        _cluster.Members.FailAllOf = null;
        Assert.Equal(ErrorCode.None, (await OpenAsync("phone", "s1")).Code);
        Assert.Equal(ErrorCode.None, (await _cluster.User(_me).ConversationsAsync(null, 10, [])).Code);
    }

    [Fact]
    public async Task A_device_that_can_not_be_registered_kicks_nobody()
    {
        var first = await _gateway.OpenAsync(_me, "phone", DeviceClass.Mobile);
        _cluster.Members.FailAllOf = _me;

        Assert.Equal(ErrorCode.Busy, (await OpenAsync("phone-2", "s2")).Code);

        Assert.True((await first.Grain.TouchAsync(first.Session)).Known);
    }

    [Fact]
    public async Task A_batch_that_failed_half_way_is_given_whole_by_the_next_call()
    {
        var (readable, torn) = (ConversationId.Direct(_me, _other), ConversationId.Direct(_me, Names.User("third")));
        await FillAsync(torn, 5);
        _cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await FillAsync(readable, 5);
        var device = await _gateway.OpenAsync(_me, "phone");
        Assert.Single((await device.SyncAsync(restart: true, maxMessages: 1)).Conversations);

        _cluster.Log.FailReads(torn, fail: true);
        Assert.Equal(ErrorCode.Busy, (await device.SyncAsync()).Code);
        Assert.False((await device.Grain.TouchAsync(device.Session)).Live);
        _cluster.Log.FailReads(torn, fail: false);
        var batch = await device.SyncAsync();

        Assert.Equal((ErrorCode.None, false), (batch.Code, batch.More));
        Assert.Equal([readable, torn], batch.Conversations.Select(part => part.Summary.Conversation));
        Assert.All(batch.Conversations, part => Assert.Equal([1, 2, 3, 4, 5], part.Messages.Select(item => item.Seq)));
    }

    [Fact]
    public async Task A_device_that_can_not_be_forgotten_is_busy_until_it_is()
    {
        var device = await _gateway.LoginAsync(_me);
        _cluster.Members.FailAllOf = _me;
        Assert.Equal(ErrorCode.Busy, await device.Grain.CloseAsync(device.Session, new([]), forget: true));
        Assert.True((await device.Grain.TouchAsync(device.Session)).Known);

        _cluster.Members.FailAllOf = null;
        Assert.Equal(ErrorCode.None, await device.Grain.CloseAsync(device.Session, new([]), forget: true));
        Assert.False((await device.Grain.TouchAsync(device.Session)).Known);
        Assert.Null(await _cluster.Members.LoadDeviceAsync(_me, "phone", CancellationToken.None));
    }

    private async Task<SessionOpened> OpenAsync(string device, string session) => await _cluster.User(_me).OpenAsync(
        new OpenSession(_gateway.Address, 99, session, device, DeviceClass.Mobile, Background: false, Resume: false));

    private async Task FillAsync(string conversation, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _cluster.SendAsync(ConversationId.PeerOf(conversation, _me)!, conversation, $"c{i}");
        }

        await _cluster.KnowsAsync(_me, conversation, count);
    }
}
