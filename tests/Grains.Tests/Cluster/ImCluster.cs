using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using OrleansIm.Domain.Users;
using OrleansIm.Grains.Calls;
using OrleansIm.Grains.Conversations;
using OrleansIm.Grains.Groups;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Groups;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Grains.Push;
using OrleansIm.Grains.Schedules;
using OrleansIm.Storage.Calls;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Media;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Migrations;
using OrleansIm.Storage.Personal;
using OrleansIm.Storage.Schedules;
using OrleansIm.Storage.Sqlite;
using OrleansIm.Storage.Sqlite.Connections;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>A cluster of silos in this process on one real embedded log, which can be made to fail.</summary>
public sealed class ImCluster : IAsyncLifetime
{
    public const int LargeAbove = 5;
    public const int SmallAgainAt = 4;
    public const int RecallSeconds = 120;
    public const int EditSeconds = 86_400;
    public const int EditsPerMessage = 10;
    public const int MaxAdmins = 2;
    public const int RingSeconds = 600;
    public const int MaxRequests = 5;
    public const int MaxScheduled = 6;
    public const int DevicesPerUser = 12;
    public const int ForgetAfterDays = 180;

    private readonly string _directory = Directory.CreateTempSubdirectory("oim-grains-").FullName;
    private ServiceProvider? _storage;
    private InProcessTestCluster? _cluster;

    public short Silos { get; init; } = 3;

    public ShiftedTime Time { get; } = new();

    public FaultyLog Log { get; private set; } = null!;

    public CountedMedia Media { get; } = new();

    public WrittenPushes Pushes { get; } = new();

    public ICallLines Lines => _storage!.GetRequiredService<ICallLines>();

    public IScheduleStore Schedules => _storage!.GetRequiredService<IScheduleStore>();

    public FaultyMembers Members { get; private set; } = null!;

    public FaultyPersonal Personal { get; private set; } = null!;

    /// <summary>How the next write of a grain's state fails, by the grain's key.</summary>
    public ConcurrentDictionary<string, Fault> StateFaults { get; } = new(StringComparer.Ordinal);

    /// <summary>Grains whose state can't be read, by their key.</summary>
    public ConcurrentDictionary<string, bool> UnreadableStates { get; } = new(StringComparer.Ordinal);

    public IClusterClient Client => _cluster!.Client;

    public async ValueTask InitializeAsync()
    {
        _storage = new ServiceCollection().AddLogging().AddSqliteLog(_directory).BuildServiceProvider();
        await _storage.GetRequiredService<IStorageMigrator>().MigrateAsync(CancellationToken.None);
        Log = new FaultyLog(_storage.GetRequiredService<IMessageLog>());
        Members = new FaultyMembers(_storage.GetRequiredService<IMemberStore>());
        Personal = new FaultyPersonal(_storage.GetRequiredService<IPersonalStore>());
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.StopAllSilosAsync();
            await _cluster.DisposeAsync();
        }

        await _storage!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public IConversationGrain Conversation(string id) => Client.GetGrain<IConversationGrain>(GrainKeys.Conversation(id));

    public IGroupGrain Group(string id) => Client.GetGrain<IGroupGrain>(GrainKeys.Conversation(id));

    public IConversationMembersGrain Seats(string id) => Client.GetGrain<IConversationMembersGrain>(GrainKeys.Conversation(id));

    public IUserGrain User(string user) => Client.GetGrain<IUserGrain>(GrainKeys.User(user));

    /// <summary>The grain's next call finds a fresh activation.</summary>
    public static async Task ForgetAsync(IAddressable grain) => await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();

    /// <summary>Starts a user's grain on the silo with this number, modulo their count; the last is the one that <see cref="KillOneAsync"/> ends.</summary>
    public async Task PlaceUserAsync(string user, int silo)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, _cluster!.Silos[silo % Silos].SiloAddress);
        try
        {
            await User(user).TouchAsync("nobody");
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    /// <summary>One silo dies without a word.</summary>
    public async Task KillOneAsync()
    {
        try
        {
            await _cluster!.KillSiloAsync(_cluster.Silos[^1]);
        }
        catch (Exception stopping) when (stopping is AggregateException or OperationCanceledException)
        {
            // A killed silo's services get no time to stop, and say so.
        }
    }

    /// <summary>Commits a text as a conversation's owner would that dies before it tells anybody.</summary>
    public async Task CommitUntoldAsync(string user, string conversation, string clientId)
    {
        var claim = await Log.ClaimAsync(conversation, CancellationToken.None);
        var state = await ConversationLoader.LoadAsync(Log, conversation, CancellationToken.None);
        var entry = state.Accept(user, Texts.Draft(clientId), now: Time.GetUtcNow().ToUnixTimeMilliseconds()).Entry!;
        var statuses = await Log.AppendAsync(
            [new ConversationAppend { Conversation = conversation, Epoch = claim.Epoch, Entries = [entry] }], CancellationToken.None);
        Assert.Equal([AppendStatus.Committed], statuses);
    }

    /// <summary>Sends one text and expects it to be taken.</summary>
    public async Task<AppendResult> SendAsync(string user, string conversation, string clientId, string session = "none")
    {
        var result = (await Conversation(conversation).AppendAsync(new AppendRequest(user, session, [Texts.Draft(clientId)])))[0];
        Assert.Equal(ErrorCode.None, result.Code);
        return result;
    }

    /// <summary>
    /// Waits until the user's grain knows of an entry: it is told of what others send a moment after they have their receipts, and what
    /// it is asked before that it answers without it.
    /// </summary>
    public Task KnowsAsync(string user, string conversation, long seq) => Condition.HoldsAsync(
        async () => Array.Exists(
            (await User(user).ConversationsAsync(null, 200, [])).Items, item => item.Conversation == conversation && item.View.Head >= seq),
        $"{user} knows of entry {seq} of {conversation}");

    /// <summary>A group with fresh members.</summary>
    public async Task<string> FoundAsync(string owner, params string[] members)
    {
        var conversation = Names.Group();
        var founded = await Group(conversation).CreateAsync(owner, "name", members);
        Assert.Equal(ErrorCode.None, founded.Code);
        return conversation;
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.AddSqliteStorage(_directory);
        FaultyGrainStorage.Wrap(silo.Services, StateFaults, UnreadableStates);
        silo.Services.AddSingleton<TimeProvider>(Time);
        silo.Services.AddImGrains();
        silo.Services.Configure<ConversationOptions>(options =>
        {
            options.LargeAbove = LargeAbove;
            options.SmallAgainAt = SmallAgainAt;
            options.RecallSeconds = RecallSeconds;
            options.EditsPerMessage = EditsPerMessage;
            options.MaxAdmins = MaxAdmins;
        });
        silo.Services.Configure<ScheduleOptions>(static options => options.MaxPerUser = MaxScheduled);
        silo.Services.Configure<SessionPolicy>(static options => options.OfflineAfterSeconds = 0);
        silo.Services.Configure<GroupOptions>(options => options.MaxRequests = MaxRequests);

        silo.Services.Configure<DeviceOptions>(options =>
        {
            options.PerUser = DevicesPerUser;
            options.ForgetAfterDays = ForgetAfterDays;
        });

        // One folder has one holder in a process, so the silos share it; the last registration wins.
        silo.Services.AddSingleton(_storage!.GetRequiredService<DataDirectory>());
        silo.Services.AddSingleton(_storage!.GetRequiredService<SqliteDatabase>());
        silo.Services.AddSingleton<IMessageLog>(Log);
        silo.Services.AddSingleton<IMemberStore>(Members);
        silo.Services.AddSingleton<IPersonalStore>(Personal);
        silo.Services.AddSingleton<IMediaStore>(Media);
        silo.Services.AddSingleton<IPushSender>(Pushes);
        silo.Services.Configure<CallOptions>(static options => options.RingSeconds = options.ComeBackSeconds = RingSeconds);
        silo.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(new CallCounter());
    }
}
