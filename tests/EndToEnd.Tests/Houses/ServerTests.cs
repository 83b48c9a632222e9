using OrleansIm.Support.Servers;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Houses;

/// <summary>What all tests against a shared server need: fresh users, and clients that go when the test goes.</summary>
public abstract class ServerTests(House house) : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _guests = [];

    protected ServerProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await house.ServerAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var guest in _guests)
        {
            await guest.DisposeAsync();
        }

        // A neighbour may be to blame that runs at the same time; but somebody has to be, and only once.
        Assert.Equal([], house.TakeComplaints());
        GC.SuppressFinalize(this);
    }

    /// <summary>A user nobody else has; the names keep their alphabetical order.</summary>
    protected static string Fresh(string name) => $"{name}-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>The conversation of two users, by the contract's rule.</summary>
    protected static string Direct(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? $"d:{one}:{other}" : $"d:{other}:{one}";

    protected Task<WireClient> LoginAsync(string user, string device = "phone-1", string deviceClass = "mobile") =>
        LoginAsync(user, new LoginOptions { Device = device, Class = deviceClass });

    protected async Task<WireClient> LoginAsync(string user, LoginOptions options) =>
        Track(await WireClient.LoginAsync(Server, user, options));

    protected async Task<WireClient> ConnectAsync(LoginOptions? options = null) => Track(await WireClient.ConnectAsync(Server, options));

    /// <summary>
    /// Sends, and returns once the clock has left the millisecond of this message: chats whose last messages bear the same one
    /// have no order among each other.
    /// </summary>
    protected static async Task SendInAMomentOfItsOwnAsync(WireClient sender, string toUser, string text)
    {
        var sent = (await sender.SendTextAsync(toUser, text)).Number("time");
        while (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() <= sent)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    protected T Track<T>(T guest)
        where T : IAsyncDisposable
    {
        _guests.Add(guest);
        return guest;
    }
}
