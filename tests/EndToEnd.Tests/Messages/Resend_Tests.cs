using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Messages;

/// <summary>Chapter 3.2: what is not acknowledged comes again, and then the connection counts as dead. Slow by its nature.</summary>
public sealed class Resend_Tests(SqliteHouse house) : ServerTests(house)
{
    [Fact]
    public async Task A_push_without_acknowledgement_comes_three_times_more_then_the_connection_ends()
    {
        var (alice, bob) = (Fresh("alice"), Fresh("bob"));
        var deaf = await LoginAsync(bob, new LoginOptions { AutoAck = false });
        await deaf.DrainedAsync();
        var hearing = await LoginAsync(bob, "desk", "desktop");
        var sender = await LoginAsync(alice);
        await sender.SendTextAsync(bob, "is anybody there");

        var close = await deaf.Closed.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        Assert.Equal(4, deaf.Pushed(Direct(alice, bob)).Count);
        Assert.NotNull(close);
        Assert.True(close.Flag("retry"));

        // It acknowledges at once; where the machine stood for seconds the server may not have seen that in time.
        Assert.InRange(hearing.Pushed(Direct(alice, bob)).Count, 1, 3);
        Assert.True(hearing.IsOpen);
    }
}
