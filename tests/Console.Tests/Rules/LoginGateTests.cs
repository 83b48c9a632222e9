using System.Net;
using OrleansIm.Operators.Security;

namespace OrleansIm.Console.Tests.Rules;

/// <summary>Guessing is slowed down, coming to work is not.</summary>
public sealed class LoginGateTests
{
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task Right_passwords_cost_no_try()
    {
        using var gate = new LoginGate();
        for (var i = 0; i < 50; i++)
        {
            using var attempt = await gate.EnterAsync(Office, TestContext.Current.CancellationToken);
            Assert.NotNull(attempt);
        }
    }

    [Fact]
    public async Task After_ten_wrong_ones_an_address_waits_and_no_other()
    {
        using var gate = new LoginGate();
        for (var i = 0; i < 10; i++)
        {
            using var attempt = await gate.EnterAsync(Office, TestContext.Current.CancellationToken);
            Assert.NotNull(attempt);
            gate.Refused(Office);
        }

        Assert.Null(await gate.EnterAsync(Office, TestContext.Current.CancellationToken));
        using var elsewhere = await gate.EnterAsync(IPAddress.Parse("192.0.2.8"), TestContext.Current.CancellationToken);
        Assert.NotNull(elsewhere);
    }
}
