using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Storage.Members;
using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Members;

public sealed class CursorWriterTests : IAsyncLifetime
{
    private static readonly DeviceKey Phone = new("bob", "phone");

    private readonly ScriptedStore _store = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CursorWriterOptions _options = new();
    private CursorWriter _writer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _writer = new CursorWriter(_store, Options.Create(_options), _time, NullLogger<CursorWriter>.Instance);
        await _writer.StartAsync(Token);
    }

    public ValueTask DisposeAsync()
    {
        _store.Release();
        return _writer.DisposeAsync();
    }

    [Fact]
    public async Task Only_the_last_of_each_key_is_written_once_the_interval_has_passed()
    {
        _writer.Note(Cursor("g:a", 1));
        _writer.Note(Cursor("g:a", 5));
        _writer.Note(Cursor("g:a", 3));
        _writer.Note(Cursor("g:b", 1));
        _time.Advance(_options.Interval - TimeSpan.FromMilliseconds(1));
        Assert.False(_store.HasSaves);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var (batch, outcome) = await _store.NextAsync();
        Assert.Equal([Cursor("g:a", 5), Cursor("g:b", 1)], batch.Devices.OrderBy(row => row.Conversation));
        outcome.SetResult();
    }

    [Fact]
    public async Task Enough_keys_are_written_without_waiting()
    {
        _options.BatchKeys = 3;
        for (var i = 0; i < 3; i++)
        {
            _writer.Note(Cursor($"g:{i}", 1));
        }

        var (batch, outcome) = await _store.NextAsync();
        Assert.Equal(3, batch.Devices.Count);
        outcome.SetResult();
    }

    [Fact]
    public async Task Awaited_writes_go_at_once_and_together()
    {
        var first = _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 1));
        var save = await _store.NextAsync();
        var rest = new[]
        {
            _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 7)), _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 2)),
            _writer.ForgetAsync(new DeviceKey("bob", "tablet")),
        };
        _writer.Note(Cursor("g:a", 4));
        Assert.False(first.IsCompleted);
        save.Outcome.SetResult();
        await first;
        var (batch, outcome) = await _store.NextAsync();
        Assert.Equal([new ReadCursor("g:a", "bob", 7)], batch.Reads);
        Assert.Equal([Cursor("g:a", 4)], batch.Devices);
        Assert.Equal([new DeviceKey("bob", "tablet")], batch.Forgotten);
        Assert.All(rest, task => Assert.False(task.IsCompleted));
        outcome.SetResult();
        await Task.WhenAll(rest);
    }

    [Fact]
    public async Task When_a_device_was_seen_is_written_with_the_cursors_and_the_last_time_counts()
    {
        _writer.Note(new DeviceSeen(Phone, 7000));
        _writer.Note(new DeviceSeen(Phone, 9000));
        _writer.Note(new DeviceSeen(Phone, 8000));
        _time.Advance(_options.Interval);
        var (batch, outcome) = await _store.NextAsync();
        Assert.Equal([new DeviceSeen(Phone, 9000)], batch.Seen);
        Assert.Empty(batch.Devices);
        outcome.SetResult();
    }

    [Fact]
    public async Task Noting_the_same_again_and_again_does_not_put_the_writing_off()
    {
        for (var seq = 1; seq <= 4; seq++)
        {
            _writer.Note(Cursor("g:a", seq));
            _time.Advance(_options.Interval / 4);
        }

        var (batch, outcome) = await _store.NextAsync();
        Assert.Equal([Cursor("g:a", 4)], batch.Devices);
        outcome.SetResult();
    }

    [Fact]
    public async Task A_failed_write_is_told_to_those_who_wait_and_the_rest_is_kept()
    {
        _writer.Note(Cursor("g:a", 5));
        var waiting = _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 1));
        var save = await _store.NextAsync();
        Assert.Single(save.Batch.Devices);
        _writer.Note(Cursor("g:a", 4));
        save.Outcome.SetException(new IOException("gone"));
        await Assert.ThrowsAsync<IOException>(() => waiting);
        var next = _store.NextAsync();
        while (!next.IsCompleted)
        {
            _time.Advance(_options.Interval);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        save = await next;
        Assert.Equal([Cursor("g:a", 5)], save.Batch.Devices);
        Assert.Empty(save.Batch.Reads);
        save.Outcome.SetResult();
    }

    [Fact]
    public async Task Large_gathers_are_cut_into_transactions()
    {
        _options.BatchKeys = 2;
        var hold = _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 1));
        var save = await _store.NextAsync();
        for (var i = 0; i < 5; i++)
        {
            _writer.Note(Cursor($"g:{i}", 1));
        }

        _writer.Note(new DeviceSeen(Phone, 1));
        var done = _writer.ForgetAsync(new DeviceKey("bob", "tablet"));
        save.Outcome.SetResult();
        await hold;
        int[] sizes = [2, 2, 1];
        for (var i = 0; i < sizes.Length; i++)
        {
            var (batch, outcome) = await _store.NextAsync();
            Assert.Equal((sizes[i], i == 0 ? 1 : 0, i == 2 ? 1 : 0), (batch.Devices.Count, batch.Seen.Count, batch.Forgotten.Count));
            Assert.False(done.IsCompleted);
            outcome.SetResult();
        }

        await done;
    }

    [Fact]
    public async Task Memory_is_bounded()
    {
        _options.MaxKeys = 2;
        _options.MaxWaiting = 1;
        _writer.Note(Cursor("g:a", 1));
        _writer.Note(Cursor("g:b", 1));
        _writer.Note(Cursor("g:c", 1));
        Assert.Equal(2, _writer.Lagging);
        var held = _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 1));
        var save = await _store.NextAsync();
        var waiting = _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 2));
        Assert.Throws<StorageBusyException>(() => { _ = _writer.SaveReadAsync(new ReadCursor("g:a", "bob", 3)); });
        save.Outcome.SetResult();
        await held;
        (await _store.NextAsync()).Outcome.SetResult();
        await waiting;
    }

    [Fact]
    public async Task Stopping_writes_what_has_gathered()
    {
        _writer.Note(Cursor("g:a", 1));
        var stopped = _writer.StoppedAsync(Token);
        var (batch, outcome) = await _store.NextAsync();
        Assert.Single(batch.Devices);
        Assert.False(stopped.IsCompleted);
        outcome.SetResult();
        await stopped;
        Assert.Throws<StorageBusyException>(() => { _ = _writer.ForgetAsync(Phone); });
    }

    private static DeviceCursor Cursor(string conversation, long seq) => new("bob", "phone", conversation, seq);
}
