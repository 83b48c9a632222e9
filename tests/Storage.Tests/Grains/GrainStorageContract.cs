using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace OrleansIm.Storage.Tests.Grains;

/// <summary>Grain state through Orleans' AdoNet provider with our tables: the traps it is known for.</summary>
public abstract class GrainStorageContract : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    private IGrainStorage Storage => _cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("Default");

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => AddStorage(silo));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        await CleanAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task PrepareAsync();

    protected abstract void AddStorage(ISiloBuilder silo);

    protected abstract Task CleanAsync();

    [Fact]
    public async Task State_survives_reactivation_private_setters_included()
    {
        var grain = _cluster.Client.GetGrain<INoteGrain>("n:a");
        await grain.WriteAsync("one");
        await grain.WriteAsync("two");
        await grain.SleepAsync();
        Assert.Equal("two (2)", await grain.ReadAsync());
        await grain.ClearAsync();
        await grain.SleepAsync();
        Assert.Equal(" (0)", await grain.ReadAsync());
        await grain.WriteAsync("three");
        await grain.SleepAsync();
        Assert.Equal("three (1)", await grain.ReadAsync());
    }

    [Fact]
    public async Task Of_racing_first_writes_one_is_acked_and_the_grain_stays_readable()
    {
        for (var round = 0; round < 25; round++)
        {
            var id = GrainId.Create("race", $"n:{round}");
            var acked = 0;
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
            {
                await start.Task;
                try
                {
                    await Storage.WriteStateAsync("note", id, StateOf($"{writer}"));
                    Interlocked.Increment(ref acked);
                }
                catch (InconsistentStateException)
                {
                    // Somebody else was first: what the activation must learn.
                }
            }).Append(Task.Run(start.SetResult, TestContext.Current.CancellationToken)));
            Assert.Equal(1, acked);
            var read = new GrainState<NoteState>();
            await Storage.ReadStateAsync("note", id, read);
            Assert.Equal((true, 1), (read.RecordExists, read.State!.Writes));
        }
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict()
    {
        var id = GrainId.Create("stale", "n:a");
        var first = StateOf("one");
        await Storage.WriteStateAsync("note", id, first);
        var second = new GrainState<NoteState>();
        await Storage.ReadStateAsync("note", id, second);
        await Storage.WriteStateAsync("note", id, second);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("note", id, first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("note", id, first));
        await Storage.ClearStateAsync("note", id, second);
        Assert.False(second.RecordExists);
    }

    [Theory]
    [InlineData("face", "FACE")]
    [InlineData("12", "0012")]
    [InlineData("6F9619FF8B86D011B42D00C04FC964FF", "6f9619ff8b86d011b42d00c04fc964ff")]
    public async Task String_keys_are_told_apart_only_with_a_prefix_that_is_no_number(string one, string other)
    {
        // The trap itself, so that whoever drops the prefix sees what it was for.
        Assert.Equal("one", await WriteOneReadOtherAsync(one, other));
        Assert.Equal(string.Empty, await WriteOneReadOtherAsync($"u:{one}", $"u:{other}"));
    }

    private static GrainState<NoteState> StateOf(string text)
    {
        var note = new NoteState();
        note.Write(text);
        return new GrainState<NoteState>(note);
    }

    private async Task<string> WriteOneReadOtherAsync(string one, string other)
    {
        await Storage.WriteStateAsync("note", GrainId.Create("alias", one), StateOf("one"));
        var read = new GrainState<NoteState>();
        await Storage.ReadStateAsync("note", GrainId.Create("alias", other), read);
        return read.State!.Text;
    }
}
