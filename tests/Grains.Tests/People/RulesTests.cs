using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Tests.Cluster;

namespace OrleansIm.Grains.Tests.People;

/// <summary>Who may write to a user holds in the whole cluster as soon as it is answered, wherever its conversations are.</summary>
public sealed class RulesTests(ImCluster cluster)
{
    [Fact]
    public async Task A_change_holds_at_once_in_conversations_on_all_silos()
    {
        var alice = Names.User("alice");
        var strangers = Enumerable.Range(0, 24).Select(i => Names.User($"s{i}")).ToList();
        foreach (var stranger in strangers)
        {
            await cluster.SendAsync(stranger, ConversationId.Direct(alice, stranger), "c1");
        }

        for (var round = 0; round < 3; round++)
        {
            await SetAsync(alice, Audience.Nobody);
            Assert.All(await AllAsync(round, "closed"), static code => Assert.Equal(ErrorCode.Forbidden, code));
            await SetAsync(alice, Audience.Everyone);
            Assert.All(await AllAsync(round, "open"), static code => Assert.Equal(ErrorCode.None, code));
        }

        async Task<ErrorCode[]> AllAsync(int round, string word) => await Task.WhenAll(strangers.Select(async stranger =>
            (await cluster.Conversation(ConversationId.Direct(alice, stranger)).AppendAsync(
                new AppendRequest(stranger, "none", [Texts.Draft($"{word}{round}")])))[0].Code));
    }

    private async Task SetAsync(string user, Audience write) => Assert.Equal(
        (ErrorCode.None, write),
        await cluster.Client.GetGrain<IUserChatsGrain>(GrainKeys.User(user)).ChangeAsync("none", new RulesChange(null, write, null, null)) is var settings
            ? (settings.Code, settings.Write)
            : default);
}
