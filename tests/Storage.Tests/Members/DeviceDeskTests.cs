using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Members;

public sealed class DeviceDeskTests : IAsyncLifetime
{
    private readonly ArrivingStore _store = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly DeviceOptions _options = new() { Lanes = 1 };
    private DeviceDesk? _desk;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _store.Release();
        await (_desk?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task What_gathers_while_one_transaction_runs_is_the_next()
    {
        await OpenAsync();
        var first = Arrive("a");
        var alone = await _store.NextAsync();
        Task<ArrivedDevice>[] rest = [Arrive("b"), Arrive("c"), Arrive("d")];
        Assert.False(_store.HasTransactions);
        alone.Succeed();
        await first;
        var together = await _store.NextAsync();
        Assert.Equal(["b", "c", "d"], together.Devices);
        Assert.All(rest, arriving => Assert.False(arriving.IsCompleted));
        together.Succeed();
        Assert.Equal(["b", "c", "d"], (await Task.WhenAll(rest)).Select(device => device.Cursors.Keys.Single()));
    }

    [Fact]
    public async Task The_rules_come_from_the_options_and_the_clock()
    {
        (_options.PerUser, _options.ForgetAfterDays) = (7, 30);
        await OpenAsync();
        _ = Arrive("a");
        var rules = (await _store.NextAsync()).Rules;
        Assert.Equal(
            new ArrivalRules(_time.GetUtcNow().ToUnixTimeMilliseconds(), _time.GetUtcNow().AddDays(-30).ToUnixTimeMilliseconds(), 7), rules);
    }

    [Fact]
    public async Task A_transaction_holds_no_more_than_allowed_and_lanes_run_side_by_side()
    {
        (_options.Lanes, _options.BatchDevices) = (2, 2);
        Task<ArrivedDevice>[] arriving = [.. Enumerable.Range(0, 5).Select(i => ArriveBeforeOpening($"d{i}"))];
        await _desk!.StartAsync(Token);
        var (one, two) = (await _store.NextAsync(), await _store.NextAsync());
        Assert.Equal((2, 2), (one.Devices.Length, two.Devices.Length));
        Assert.False(_store.HasTransactions);
        one.Succeed();
        (await _store.NextAsync()).Succeed();
        two.Succeed();
        await Task.WhenAll(arriving);
    }

    [Fact]
    public async Task Who_makes_a_transaction_fail_is_the_only_one_to_suffer()
    {
        await OpenAsync();
        var first = Arrive("a");
        var alone = await _store.NextAsync();
        var (good, bad, late) = (Arrive("good"), Arrive("bad"), Arrive("late"));
        alone.Succeed();
        await first;
        (await _store.NextAsync()).Outcome.SetException(new IOException("one of you"));
        await AnswerAsync("good", fail: false);
        await AnswerAsync("bad", fail: true);
        await AnswerAsync("late", fail: false);
        Assert.Equal(["good"], (await good).Cursors.Keys);
        await Assert.ThrowsAsync<IOException>(() => bad);
        Assert.Equal(["late"], (await late).Cursors.Keys);
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_asked_once_for_each()
    {
        await OpenAsync();
        var first = Arrive("a");
        var alone = await _store.NextAsync();
        Task<ArrivedDevice>[] rest = [.. Enumerable.Range(0, 10).Select(i => Arrive($"d{i}"))];
        alone.Succeed();
        await first;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await _store.NextAsync()).Outcome.SetException(new IOException("away"));
        }

        foreach (var arriving in rest)
        {
            await Assert.ThrowsAsync<IOException>(() => arriving);
        }

        Assert.False(_store.HasTransactions);
        var next = Arrive("next");
        (await _store.NextAsync()).Succeed();
        await next;
    }

    [Fact]
    public async Task Only_so_many_wait_and_a_closed_desk_serves_who_is_in_it()
    {
        _options.MaxWaiting = 1;
        await OpenAsync();
        var first = Arrive("a");
        var alone = await _store.NextAsync();
        var second = Arrive("b");
        Assert.Throws<StorageBusyException>(() => { _ = Arrive("c"); });
        var closed = _desk!.StoppedAsync(Token);
        Assert.Throws<StorageBusyException>(() => { _ = Arrive("d"); });
        alone.Succeed();
        await first;
        Assert.False(closed.IsCompleted);
        (await _store.NextAsync()).Succeed();
        await second;
        await closed;
    }

    private Task OpenAsync()
    {
        _desk = new DeviceDesk(_store, Options.Create(_options), _time, NullLogger<DeviceDesk>.Instance);
        return _desk.StartAsync(Token);
    }

    private Task<ArrivedDevice> ArriveBeforeOpening(string device)
    {
        _desk ??= new DeviceDesk(_store, Options.Create(_options), _time, NullLogger<DeviceDesk>.Instance);
        return Arrive(device);
    }

    private Task<ArrivedDevice> Arrive(string device) => _desk!.ArriveAsync(new DeviceArrival(new DeviceKey("bob", device), WithMemberships: false, []));

    private async Task AnswerAsync(string device, bool fail)
    {
        var transaction = await _store.NextAsync();
        Assert.Equal([device], transaction.Devices);
        if (fail)
        {
            transaction.Outcome.SetException(new IOException(device));
        }
        else
        {
            transaction.Succeed();
        }
    }
}
