using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Session;

/// <summary>Chapter 3.1: how many devices a user may have, and what several of them see.</summary>
public sealed class Multi_device_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task The_same_device_takes_over_from_itself()
    {
        var alice = Fresh("alice");
        var old = await LoginAsync(alice);
        var fresh = await LoginAsync(alice);

        var close = await old.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("replaced", close?.Code);
        Assert.False(close!.Flag("retry"));
        Assert.False((await fresh.SendTextAsync(alice, "here I am")).IsError);
    }

    [Theory]
    [InlineData("mobile", 1)]
    [InlineData("tablet", 1)]
    [InlineData("desktop", 1)]
    [InlineData("web", 3)]
    [InlineData("bot", 10)]
    public async Task One_device_too_many_of_a_class_sends_the_oldest_away(string deviceClass, int allowed)
    {
        var alice = Fresh("alice");
        var sessions = new List<WireClient>();
        for (var i = 0; i < allowed; i++)
        {
            sessions.Add(await LoginAsync(alice, $"{deviceClass}-{i}", deviceClass));
        }

        var newest = await LoginAsync(alice, $"{deviceClass}-new", deviceClass);
        var close = await sessions[0].Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("kicked", close?.Code);
        Assert.False(close!.Flag("retry"));
        Assert.Contains($"{deviceClass}-new", close.ToString(), StringComparison.Ordinal);
        foreach (var session in sessions.Skip(1).Append(newest))
        {
            Assert.False((await session.SendTextAsync(alice, "still here")).IsError);
        }
    }

    [Fact]
    public async Task Devices_of_different_classes_live_together()
    {
        var alice = Fresh("alice");
        var all = new List<WireClient>();
        foreach (var deviceClass in new[] { "mobile", "tablet", "desktop", "web", "bot" })
        {
            all.Add(await LoginAsync(alice, $"my-{deviceClass}", deviceClass));
        }

        foreach (var device in all)
        {
            Assert.False((await device.SendTextAsync(alice, "hello")).IsError);
        }
    }

    [Fact]
    public async Task A_message_reaches_the_senders_other_devices_with_its_client_id_and_the_receiver_without()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var phone = await LoginAsync(alice);
        var desk = await LoginAsync(alice, "desk", "desktop");
        var receiver = await LoginAsync(bob);

        var receipt = await phone.SendTextAsync(bob, "hello", "my-own-id");
        var atDesk = await desk.MessageAsync(Direct(alice, bob), receipt.Number("seq"));
        var atReceiver = await receiver.MessageAsync(Direct(alice, bob), receipt.Number("seq"));

        Assert.Equal("my-own-id", atDesk.ClientId);
        Assert.Equal("hello", atDesk.Body);
        Assert.Null(atReceiver.ClientId);
        Assert.Equal(receipt.Text("messageId"), atReceiver.MessageId);
    }

    [Fact]
    public async Task A_logout_is_answered_and_ends_the_connection()
    {
        var client = await LoginAsync(Fresh("alice"));

        var answer = await client.RequestAsync(new { type = "logout" });
        await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("receipt", answer.Type);
    }

    [Fact]
    public async Task A_device_that_logs_out_keeps_its_cursors_and_one_that_forgets_starts_anew()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        var first = await sender.SendTextAsync(bob, "first");
        await receiver.MessageAsync(Direct(alice, bob), first.Number("seq"));
        await receiver.RequestAsync(new { type = "logout" });

        var kept = await LoginAsync(bob);
        await kept.DrainedAsync();
        Assert.Empty(kept.PushedOnce(Direct(alice, bob)));
        await kept.RequestAsync(new { type = "logout", forget = true });

        var forgot = await LoginAsync(bob);
        await forgot.DrainedAsync();
        Assert.Equal(["first"], forgot.PushedOnce(Direct(alice, bob)).Select(message => message.Body));
    }

    [Fact]
    public async Task A_device_may_say_that_it_is_in_the_background()
    {
        var client = await LoginAsync(Fresh("alice"), new LoginOptions { Background = true });

        Assert.Equal("receipt", (await client.RequestAsync(new { type = "state", background = false })).Type);
        Assert.Equal("receipt", (await client.RequestAsync(new { type = "state", background = true })).Type);
        Assert.Equal("invalid", (await client.RequestAsync(new { type = "state", background = "perhaps" })).Code);
    }
}
