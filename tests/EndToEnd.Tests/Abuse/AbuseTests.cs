using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Abuse;

/// <summary>Whatever is done to the server in a test, an honest pair beside it still talks afterwards.</summary>
public abstract class AbuseTests(House house) : ServerTests(house)
{
    public override async ValueTask DisposeAsync()
    {
        var (alice, bob) = (Fresh("honest-a"), Fresh("honest-b"));
        await using (var sender = await WireClient.LoginAsync(Server, alice))
        await using (var receiver = await WireClient.LoginAsync(Server, bob))
        {
            Assert.Equal(1, (await sender.SendTextAsync(bob, "still here")).Number("seq"));
            Assert.Equal("still here", (await receiver.MessageAsync(Direct(alice, bob), 1)).Body);
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task EndsAsync(WireClient client, string code)
    {
        var close = await client.Closed.WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        Assert.Equal(code, close?.Code);
    }
}
