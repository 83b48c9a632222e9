using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Session;

/// <summary>Chapter 3.1: beats, their answers, and what silence leads to.</summary>
public sealed class Heartbeat_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task A_beat_is_answered_with_time_and_event_counter()
    {
        var client = await LoginAsync(Fresh("alice"));

        await client.SendFrameAsync(new { type = "heartbeat" });
        var answer = await client.WaitForAsync("the answer to a beat", frame => frame.Type == "heartbeat");

        Assert.True(answer.Number("time") >= client.Receipt.Number("time"));
        Assert.True(answer.Has("rev"));
    }

    [Fact]
    public async Task The_event_counter_rises_with_every_entry_that_concerns_the_user()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var receiver = await LoginAsync(bob);
        var sender = await LoginAsync(alice);
        var before = await RevAsync(receiver);

        var receipt = await sender.SendTextAsync(bob, "one");
        await receiver.MessageAsync(Direct(alice, bob), receipt.Number("seq"));

        Assert.True(await RevAsync(receiver) > before);
    }

    [Fact]
    public async Task Three_intervals_of_silence_end_the_connection_and_it_may_come_back()
    {
        var client = await LoginAsync(Fresh("alice"), new LoginOptions { Heartbeat = 1 });

        var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

        Assert.Equal("heartbeat_timeout", close?.Code);
        Assert.True(close!.Flag("retry"));
    }

    [Fact]
    public async Task Whoever_beats_stays_while_a_silent_one_goes()
    {
        // Fifteen seconds of silence: the one that beats must not fall silent because the machine stands for a while.
        var silent = await LoginAsync(Fresh("alice"), new LoginOptions { Heartbeat = 5 });
        var beating = await LoginAsync(Fresh("bob"), new LoginOptions { Heartbeat = 5 });

        while (silent.IsOpen)
        {
            await beating.SendFrameAsync(new { type = "heartbeat" });
            await Task.WhenAny(silent.Closed, Task.Delay(300, TestContext.Current.CancellationToken));
        }

        Assert.Equal("heartbeat_timeout", (await silent.Closed)?.Code);
        Assert.True(await RevAsync(beating) >= 0);
    }

    private static async Task<long> RevAsync(WireClient client)
    {
        var id = Guid.NewGuid().ToString("N");
        await client.SendFrameAsync(new { type = "heartbeat", id });
        return (await client.WaitForAsync("the answer to a beat", frame => frame.Type == "heartbeat" && frame.Re == id)).Number("rev");
    }
}
