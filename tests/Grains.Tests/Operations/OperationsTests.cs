using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Gateways;
using OrleansIm.Grains.Interfaces.Operations;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Operations;

/// <summary>What operators see and do, on a cluster of three silos.</summary>
public sealed class OperationsTests(ImCluster cluster)
{
    private IMuteGrain Mutes => cluster.Client.GetGrain<IMuteGrain>(GrainKeys.Mutes);

    private IBoardGrain Board => cluster.Client.GetGrain<IBoardGrain>(GrainKeys.Board);

    [Fact]
    public async Task A_muted_user_can_send_nowhere_from_the_moment_it_is_said_and_again_when_it_ends()
    {
        var (alice, bob, carol) = (Names.User("alice"), Names.User("bob"), Names.User("carol"));
        var group = await cluster.FoundAsync(alice, bob, carol);
        var pair = $"d:{alice}:{bob}";
        var before = await cluster.SendAsync(bob, group, "before");

        Assert.Equal(MuteOutcome.InForce, await MuteAsync(bob, string.Empty, TimeSpan.FromHours(1)));
        foreach (var conversation in (string[])[group, pair])
        {
            Assert.Equal(ErrorCode.Muted, (await TryAsync(bob, conversation, $"muted-{conversation}")).Code);
        }

        // What was taken before is answered as ever: nothing was lost by the mute.
        var repeated = await TryAsync(bob, group, "before");
        Assert.Equal((ErrorCode.None, before.Seq, true), (repeated.Code, repeated.Seq, repeated.Dup));
        Assert.Equal(ErrorCode.Conflict, (await TryAsync(bob, group, "before", "other text")).Code);
        await cluster.SendAsync(carol, group, "others-go-on");

        Assert.Equal(MuteOutcome.InForce, await MuteAsync(bob, string.Empty, null));
        await cluster.SendAsync(bob, group, "after");
        Assert.Equal(MuteOutcome.NoSuchMute, await MuteAsync(bob, string.Empty, null));
    }

    [Fact]
    public async Task A_member_muted_in_one_conversation_sends_in_others_and_a_mute_passes_by_itself()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var (one, other) = (await cluster.FoundAsync(alice, bob), await cluster.FoundAsync(alice, bob));

        Assert.Equal(MuteOutcome.InForce, await MuteAsync(bob, one, TimeSpan.FromMinutes(5)));
        Assert.Equal(ErrorCode.Muted, (await TryAsync(bob, one, "muted")).Code);
        await cluster.SendAsync(bob, other, "free");
        await cluster.SendAsync(alice, one, "free as well");

        cluster.Time.Advance(TimeSpan.FromMinutes(6));
        await cluster.SendAsync(bob, one, "muted");
    }

    [Fact]
    public async Task A_users_sessions_are_told_with_their_cursors_and_a_user_without_any_has_none()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = $"d:{alice}:{bob}";
        var gateway = new TestGateway(cluster);
        var phone = await gateway.LoginAsync(bob);
        await gateway.OpenAsync(bob, "tablet");
        var sent = await cluster.SendAsync(alice, conversation, "x");
        await Condition.HoldsAsync(() => phone.Seqs(conversation).Length > 0, "the push arrives");
        await phone.AckAsync(conversation, sent.Seq);

        var sessions = await cluster.Client.GetGrain<IUserInspectGrain>(GrainKeys.User(bob)).InspectAsync();
        Assert.Equal([("phone", true), ("tablet", false)], sessions.Select(session => (session.Device, session.Live)));
        Assert.Equal([new SeqMark(conversation, sent.Seq)], sessions[0].Cursors);
        Assert.Equal(gateway.Address.Id, sessions[0].Gateway);
        Assert.Empty(await cluster.Client.GetGrain<IUserInspectGrain>(GrainKeys.User(Names.User("nobody"))).InspectAsync());
    }

    [Fact]
    public async Task Looking_at_a_conversation_takes_no_right_to_write_and_shows_who_has_it()
    {
        var (alice, bob) = (Names.User("alice"), Names.User("bob"));
        var conversation = await cluster.FoundAsync(alice, bob);
        var inspect = cluster.Client.GetGrain<IConversationInspectGrain>(GrainKeys.Conversation(conversation));
        var owned = await inspect.InspectAsync();
        Assert.Equal((true, 1, 1, false), (owned.Owned, owned.Head, owned.Committed, owned.Large));

        await ImCluster.ForgetAsync(cluster.Conversation(conversation));
        var looked = await inspect.InspectAsync();
        Assert.Equal((false, 0), (looked.Owned, looked.Epoch));
        await cluster.SendAsync(alice, conversation, "next");
        Assert.Equal(owned.Epoch + 1, (await inspect.InspectAsync()).Epoch);
    }

    [Fact]
    public async Task The_board_shows_who_reports_and_hands_a_gateway_the_order_to_drain()
    {
        var gateway = new TestGateway(cluster);
        await Board.ReportAsync(new GatewayReport(gateway.Address, "here/1", 1, 5, 4, 0.5, 100, Draining: false));

        Assert.Equal(4, (await Board.LookAsync()).Gateways.Single(report => report.Address.Id == gateway.Address.Id).Sessions);
        Assert.Equal(ErrorCode.None, await Board.DrainAsync(gateway.Address.Id, on: true));
        await Condition.HoldsAsync(() => gateway.Pushes.OfType<DrainDelivery>().Any(drain => drain.On), "the gateway is told");
        Assert.Equal(ErrorCode.NotFound, await Board.DrainAsync("gw-unknown", on: true));
    }

    [Fact]
    public async Task Who_says_good_bye_to_the_board_is_not_shown_any_more()
    {
        var gateway = new TestGateway(cluster);
        await Board.ReportAsync(new GatewayReport(gateway.Address, "here/2", 1, 5, 4, 0.5, 100, Draining: false));
        await Board.ReportAsync(new SiloReport("S-leaves", "here/3", 1, 0, 0, 0, 0, 0, 0, []));
        Assert.Contains((await Board.LookAsync()).Silos, static silo => silo.Silo == "S-leaves");

        await Board.LeaveGatewayAsync(gateway.Address.Id);
        await Board.LeaveSiloAsync("S-leaves");
        await Board.LeaveSiloAsync("S-unknown");

        var board = await Board.LookAsync();
        Assert.DoesNotContain(board.Gateways, report => report.Address.Id == gateway.Address.Id);
        Assert.DoesNotContain(board.Silos, static silo => silo.Silo == "S-leaves");
    }

    private async Task<MuteOutcome> MuteAsync(string user, string conversation, TimeSpan? time) => await Mutes.SetAsync(new MuteOrder(
        user, conversation, time is { } span ? (cluster.Time.GetUtcNow() + span).ToUnixTimeMilliseconds() : 0, "root", "test"));

    private async Task<AppendResult> TryAsync(string user, string conversation, string clientId, string? text = null) =>
        (await cluster.Conversation(conversation).AppendAsync(new AppendRequest(user, "none", [Texts.Draft(clientId, text)])))[0];
}
