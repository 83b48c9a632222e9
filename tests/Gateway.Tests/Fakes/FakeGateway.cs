using System.Buffers;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Domain.Identity;
using OrleansIm.Gateway.Auth;
using OrleansIm.Gateway.Connections;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Gateway.Upgrades;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Framing;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>The gateway's own parts, put together as it does it itself, over fake grains and a fake clock.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _directory = Directory.CreateTempSubdirectory("oim-gateway-").FullName;

    public FakeGateway(Func<Type, string, object>? grains = null, Action<LimitOptions>? limits = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddImGateway(_directory);
        services.Configure(limits ?? (static _ => { }));
        services.Replace(ServiceDescriptor.Singleton(time ?? Time));
        services.AddSingleton(FakeGrains.Of(grains ?? (static (type, _) => throw new NotSupportedException(type.Name))));
        _services = services.BuildServiceProvider();
        Get<UpgradePolicy>().Asked();
    }

    public FakeTimeProvider Time { get; } = new();

    public ConnectionTable Table => Get<ConnectionTable>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A logged-in session over a fake socket, as the login desk would make it.</summary>
    public ClientSession Session(FakeTransport transport, string user = "alice", IUserGrain? grain = null)
    {
        var connection = Get<ConnectionLife>().Begin(transport);
        var session = new ClientSession(
            connection,
            new SessionFacts
            {
                User = user,
                Session = "s1",
                Device = "phone",
                Class = DeviceClass.Mobile,
                Version = 2,
                Heartbeat = 30,
                Shows = ulong.MaxValue,
            },
            grain!,
            Get<SessionServices>());
        connection.Session = session;
        return session;
    }

    /// <summary>A connection whose client has sent its login with a token that is right.</summary>
    public async Task<ClientConnection> LogInAsync(FakeTransport transport, string user = "alice")
    {
        var connection = Get<ConnectionLife>().Begin(transport);
        var token = TestTokens.Sign(user, Get<SharedSecret>().Bytes!);
        await Get<LoginDesk>().LogInAsync(connection, new LoginFrame(
            "0", 2, token, "phone", DeviceClass.Mobile, string.Empty, 30, Background: false, null, 0));
        return connection;
    }

    /// <summary>The same in the older dialect. Completes when the login is through, the receipt may be there before.</summary>
    public (ClientConnection Connection, Task LoggedIn) LogInVersion1(FakeTransport transport, string user = "alice")
    {
        var connection = Get<ConnectionLife>().Begin(transport);
        var token = TestTokens.Sign(user, Get<SharedSecret>().Bytes!);
        var login = Encoding.UTF8.GetBytes($$"""{"versionCode":"1","fromUserID":"{{user}}","deviceType":"iOS","token":"{{token}}"}""");
        return (connection, connection.TakeAsync(new ReadOnlySequence<byte>(login), FramingKind.Lines).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
