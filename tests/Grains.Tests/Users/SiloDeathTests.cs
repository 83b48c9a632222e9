using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.Users;

public sealed class SiloDeathTests
{
    /// <summary>The message of an owner that died between commit and fan-out reaches those whose own grain lives.</summary>
    [Fact]
    public async Task What_a_dead_silo_committed_and_did_not_tell_is_noticed_by_those_who_ask()
    {
        var cluster = new ImCluster { Silos = 2 };
        await using var ending = cluster;
        await cluster.InitializeAsync();
        var gateway = new TestGateway(cluster);
        var friend = Names.User("friend");
        List<(TestDevice Device, string Conversation)> online = [];
        for (var i = 0; i < 10; i++)
        {
            var user = Names.User("me");
            var conversation = ConversationId.Direct(user, friend);
            await cluster.PlaceUserAsync(user, i);
            await cluster.SendAsync(friend, conversation, "told");
            var device = await gateway.OpenAsync(user, "phone");
            await device.CatchUpAsync();
            await cluster.CommitUntoldAsync(friend, conversation, "untold");
            online.Add((device, conversation));
        }

        await cluster.KillOneAsync();
        await AssertAskingNeverThrowsAsync(cluster, online[0].Device);

        var survivors = 0;
        foreach (var (device, conversation) in online)
        {
            // Either its grain died, too, and the session is to be opened anew; or it finds out what it missed.
            await Condition.HoldsAsync(async () => await device.Grain.TouchAsync(device.Session) is not { Known: true, Live: true }, "the session knows");
            if ((await device.Grain.TouchAsync(device.Session)).Known)
            {
                survivors++;
                var got = await device.CatchUpAsync();
                Assert.Contains(got.Where(part => part.Summary.Conversation == conversation).SelectMany(part => part.Messages), item => item.Seq == 2);
            }
        }

        Assert.Equal(online.Count / 2, survivors);
    }

    /// <summary>What is asked may have to be read anew, and a database that fails then is an outcome, too.</summary>
    private static async Task AssertAskingNeverThrowsAsync(ImCluster cluster, TestDevice device)
    {
        cluster.Members.FailAllOf = device.User;
        await Condition.HoldsAsync(
            async () => await device.Grain.TouchAsync(device.Session) is { Known: false } or { Code: ErrorCode.Busy }, "the grain has to read anew");
        cluster.Members.FailAllOf = null;
    }
}
