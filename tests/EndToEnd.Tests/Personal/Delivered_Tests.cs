using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Personal;

/// <summary>Who writes to one other learns when it has arrived.</summary>
public abstract class Delivered_Tests(House house) : ServerTests(house)
{
    private static readonly LoginOptions Asking = new() { Device = "asks", Delivered = true };

    [Fact]
    public async Task The_writer_is_told_when_a_device_of_the_other_has_it_and_can_ask_later()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (phone, desk) = (await LoginAsync(alice, Asking), await LoginAsync(alice, "desk", "desktop"));
        await Task.WhenAll(phone.DrainedAsync(), desk.DrainedAsync());
        var pair = Direct(alice, bob);
        await phone.SendTextAsync(bob, "one");
        await phone.SendTextAsync(bob, "two");
        await AssertDeliveredAsync(desk, pair, 1, delivered: 0);

        var peer = await LoginAsync(bob);
        await DeliveredAsync(phone, pair, bob, 2);
        await AssertDeliveredAsync(desk, pair, 2, delivered: 1);

        // Live as well; who has not asked for it hears of readers only, and a member of a group of neither.
        await desk.SendTextAsync(bob, "three");
        await DeliveredAsync(phone, pair, bob, 3);
        var group = await phone.CreateGroupAsync("Team", bob);
        await phone.SendToGroupAsync(group, "hello");
        await peer.MessageAsync($"g:{group}", 2);
        await peer.ReadAsync($"g:{group}", 2);
        await peer.ReadAsync(pair, 3);
        foreach (var device in (WireClient[])[phone, desk])
        {
            await device.WaitForAsync("the reading", frame => frame.Type == "read" && frame.Text("conversation") == pair && frame.Number("seq") == 3);
        }

        Assert.DoesNotContain(desk.Frames(), static frame => frame.Type == "delivered");
        Assert.DoesNotContain(phone.Frames(), frame => frame.Type == "delivered" && frame.Text("conversation") != pair);
        Assert.DoesNotContain(peer.Frames(), static frame => frame.Type == "delivered");
        Assert.False((await phone.RequestAsync(new { type = "readers", conversation = $"g:{group}", seq = 2 })).Has("delivered"));
    }

    [Fact]
    public async Task What_comes_to_ones_own_devices_is_told_to_nobody()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var (phone, desk) = (await LoginAsync(alice, Asking), await LoginAsync(alice, "desk", "desktop"));
        var peer = await LoginAsync(bob, Asking);
        await Task.WhenAll(phone.DrainedAsync(), desk.DrainedAsync(), peer.DrainedAsync());
        var pair = Direct(alice, bob);
        await phone.SendTextAsync(bob, "one");
        await desk.MessageAsync(pair, 1);
        await DeliveredAsync(phone, pair, bob, 1);
        await peer.SendTextAsync(alice, "two");
        await DeliveredAsync(peer, pair, alice, 2);
        Assert.DoesNotContain(peer.Frames(), static frame => frame.Type == "delivered" && frame.Number("seq") == 1);
    }

    [Fact]
    public async Task Whoever_is_blocked_does_not_learn_from_it_that_the_other_is_there()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var writer = await LoginAsync(alice, Asking);
        await writer.DrainedAsync();
        var pair = Direct(alice, bob);
        await writer.SendTextAsync(bob, "from before");
        var desk = await LoginAsync(bob, new LoginOptions { Device = "desk", AutoAck = false });
        await desk.RequestAsync(new { type = "contact.set", user = alice, block = true });

        var reader = await LoginAsync(bob, "phone");
        await reader.DrainedAsync();
        await AckedAsync(reader);
        await reader.RequestAsync(new { type = "contact.set", user = alice, block = false });
        await writer.SendTextAsync(bob, "from after");
        await DeliveredAsync(writer, pair, bob, 2);
        Assert.DoesNotContain(writer.Frames(), static frame => frame.Type == "delivered" && frame.Number("seq") == 1);
    }

    /// <summary>What the reader has acknowledged until now has been taken by the server: somebody else is told that a later message has arrived.</summary>
    private async Task AckedAsync(WireClient reader)
    {
        var other = Fresh("barrier");
        var writer = await LoginAsync(other, Asking);
        await writer.DrainedAsync();
        await writer.SendTextAsync(reader.User, "a barrier");
        await DeliveredAsync(writer, Direct(other, reader.User), reader.User, 1);
    }

    private static Task DeliveredAsync(WireClient writer, string pair, string user, long seq) => writer.WaitForAsync(
        $"the arrival of {seq}", frame => frame.Type == "delivered" && frame.Text("conversation") == pair && frame.Text("user") == user && frame.Number("seq") == seq);

    private static async Task AssertDeliveredAsync(WireClient asking, string conversation, long seq, int delivered)
    {
        var answer = await asking.RequestAsync(new { type = "readers", conversation, seq });
        Assert.False(answer.IsError, answer.ToString());
        Assert.Equal((0, 1, delivered), ((int)answer.Number("count"), (int)answer.Number("members"), (int)answer.Number("delivered")));
    }
}
