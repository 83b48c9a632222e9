using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.People;

/// <summary>Chapter 3.4: <c>typing</c> reaches those who are there, and is gone.</summary>
public sealed class Typing_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task It_reaches_the_others_and_is_answered_only_if_it_is_a_request()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var writer = await LoginAsync(alice);
        var listener = await LoginAsync(bob);
        var desk = await LoginAsync(bob, "desk", "desktop");
        await Task.WhenAll(listener.DrainedAsync(), desk.DrainedAsync());

        await writer.SendFrameAsync(new { type = "typing", conversation = Direct(alice, bob) });

        foreach (var client in (WireClient[])[listener, desk])
        {
            var push = await client.WaitForAsync("the sign", frame => frame.Type == "typing");
            Assert.Equal((Direct(alice, bob), alice), (push.Text("conversation"), push.Text("user")));
        }

        var again = await writer.RequestAsync(new { type = "typing", conversation = Direct(alice, bob) });
        Assert.Equal("receipt", again.Type);
        Assert.Equal(["receipt", "receipt"], writer.Frames().Where(frame => frame.Type is "receipt" or "error").Select(frame => frame.Type));
        Assert.Empty(await writer.ConversationsAsync());
    }

    [Fact]
    public async Task A_flood_passes_once()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var writer = await LoginAsync(alice);
        var listener = await LoginAsync(bob);
        await listener.DrainedAsync();

        for (var i = 0; i < 200; i++)
        {
            await writer.SendFrameAsync(new { type = "typing", conversation = Direct(alice, bob) });
        }

        await writer.SendTextAsync(bob, "the end");
        await listener.MessageAsync(Direct(alice, bob), 1);
        Assert.InRange(listener.Frames().Count(frame => frame.Type == "typing"), 0, 20);
    }

    [Fact]
    public async Task Who_is_no_member_is_told_so_each_time()
    {
        var (alice, bob, carol) = (Fresh("alice"), Fresh("bob"), Fresh("carol"));
        var owner = await LoginAsync(alice);
        var group = await owner.CreateGroupAsync("ours", bob);
        var stranger = await LoginAsync(carol);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("not_found", (await stranger.RequestAsync(new { type = "typing", conversation = $"g:{group}" })).Code);
            Assert.Equal("not_found", (await stranger.RequestAsync(new { type = "typing", conversation = Direct(alice, bob) })).Code);
        }
    }
}
