using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

public sealed class LogAppenderTests : IAsyncLifetime
{
    private readonly ScriptedLog _log = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LogAppenderOptions _options = new();
    private LogAppender _appender = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _appender = new LogAppender(_log, Options.Create(_options), _time, NullLogger<LogAppender>.Instance);
        await _appender.StartAsync(Token);
    }

    public ValueTask DisposeAsync()
    {
        _log.Release();
        return _appender.DisposeAsync();
    }

    [Fact]
    public async Task What_gathers_during_a_commit_goes_as_one_batch()
    {
        var first = Append("a", 1, 1);
        var commit = await _log.NextAsync();
        var rest = new[] { Append("b", 1, 1), Append("a", 1, 2), Append("b", 1, 2), Append("a", 1, 3) };
        commit.Succeed();
        Assert.Equal(AppendStatus.Committed, await first);
        commit = await _log.NextAsync();
        Assert.Equal("b@1: 1 2 | a@1: 2 3", commit.Shape);
        Assert.All(rest, task => Assert.False(task.IsCompleted));
        commit.Succeed();
        Assert.All(await Task.WhenAll(rest), status => Assert.Equal(AppendStatus.Committed, status));
        Assert.Equal(0, _appender.QueuedEntries);
    }

    [Fact]
    public async Task Merging_keeps_members_erasures_and_the_last_mode()
    {
        _ = Append("x", 1, 1);
        var commit = await _log.NextAsync();
        var one = Part("a", 1, Entry("a", 1, "u")) with { Members = [Join("u")], Large = true };
        var two = Part("a", 1, Entry("a", 2, "u")) with { Members = [Leave("u", 2)], Erasures = [new Erasure(1, "u", 1, 2)], Large = false };
        var tasks = new[] { _appender.AppendAsync(one), _appender.AppendAsync(two), Append("a", 1, 3) };
        commit.Succeed();
        commit = await _log.NextAsync();
        var part = Assert.Single(commit.Batch);
        Assert.Equal((3, 2, 1, false), (part.Entries.Count, part.Members.Count, part.Erasures.Count, part.Large));
        commit.Succeed();
        await Task.WhenAll(tasks);
    }

    [Fact]
    public async Task Another_epoch_of_the_same_conversation_waits_for_the_next_batch()
    {
        _ = Append("x", 1, 1);
        var commit = await _log.NextAsync();
        var tasks = new[] { Append("a", 1, 1), Append("a", 2, 2), Append("a", 2, 3), Append("b", 1, 1) };
        commit.Succeed();
        commit = await _log.NextAsync();
        Assert.Equal("a@1: 1 | b@1: 1", commit.Shape);
        commit.Succeed();
        commit = await _log.NextAsync();
        Assert.Equal("a@2: 2 3", commit.Shape);
        commit.Succeed();
        await Task.WhenAll(tasks);
    }

    [Fact]
    public async Task A_batch_has_a_limit_and_order_survives_it()
    {
        _options.BatchEntries = 3;
        _ = Append("x", 1, 1);
        var commit = await _log.NextAsync();
        var tasks = Enumerable.Range(1, 7).Select(seq => Append("a", 1, seq)).ToArray();
        commit.Succeed();
        foreach (var shape in (string[])["a@1: 1 2 3", "a@1: 4 5 6", "a@1: 7"])
        {
            commit = await _log.NextAsync();
            Assert.Equal(shape, commit.Shape);
            commit.Succeed();
        }

        await Task.WhenAll(tasks);
    }

    [Theory]
    [InlineData(AppendStatus.Fenced)]
    [InlineData(AppendStatus.Duplicate)]
    public async Task What_was_queued_behind_a_failed_append_is_fenced_unwritten(AppendStatus status)
    {
        var first = Append("a", 1, 1);
        var commit = await _log.NextAsync();
        var behind = Append("a", 1, 2);
        var other = Append("b", 1, 1);
        commit.End(status);
        Assert.Equal(status, await first);
        commit = await _log.NextAsync();
        Assert.Equal("b@1: 1", commit.Shape);
        commit.Succeed();
        Assert.Equal((AppendStatus.Fenced, AppendStatus.Committed), (await behind, await other));
        Assert.Equal(AppendStatus.Fenced, await Append("a", 1, 2));
        var anew = Append("a", 2, 1);
        (await _log.NextAsync()).Succeed();
        Assert.Equal(AppendStatus.Committed, await anew);
    }

    [Fact]
    public async Task An_exception_reaches_its_owners_and_the_lane_goes_on_after_a_pause()
    {
        var first = Append("a", 1, 1);
        var commit = await _log.NextAsync();
        var behind = Append("a", 1, 2);
        var other = Append("b", 1, 1);
        commit.Outcome.SetException(new IOException("the database is gone"));
        Assert.Equal("the database is gone", (await Assert.ThrowsAsync<IOException>(() => first)).Message);
        var next = _log.NextAsync();
        Assert.False(other.IsCompleted);
        await AdvanceUntilAsync(next);
        commit = await next;
        Assert.Equal("b@1: 1", commit.Shape);
        commit.Succeed();
        Assert.Equal((AppendStatus.Fenced, AppendStatus.Committed), (await behind, await other));
    }

    [Fact]
    public async Task A_repeated_client_id_among_merged_appends_fails_alone()
    {
        _ = Append("x", 1, 1);
        var commit = await _log.NextAsync();
        var tasks = new[] { Append("a", 1, 1), Append("a", 1, 2), Append("a", 1, 3) };
        commit.Succeed();
        commit = await _log.NextAsync();
        Assert.Equal("a@1: 1 2 3", commit.Shape);
        commit.End(AppendStatus.Duplicate);
        commit = await _log.NextAsync();
        Assert.Equal("a@1: 1", commit.Shape);
        commit.Succeed();
        commit = await _log.NextAsync();
        Assert.Equal("a@1: 2", commit.Shape);
        commit.End(AppendStatus.Duplicate);
        Assert.Equal([AppendStatus.Committed, AppendStatus.Duplicate, AppendStatus.Fenced], await Task.WhenAll(tasks));
    }

    [Fact]
    public async Task A_refused_part_fails_with_its_reason_and_its_neighbours_have_their_status()
    {
        _ = Append("x", 1, 1);
        var commit = await _log.NextAsync();
        var (bad, good, fenced) = (Append("a", 1, 1), Append("b", 1, 1), Append("c", 1, 1));
        commit.Succeed();
        commit = await _log.NextAsync();
        commit.Outcome.SetException(new AppendFaultException(
            [AppendStatus.Committed, AppendStatus.Committed, AppendStatus.Fenced],
            new Dictionary<int, Exception> { [0] = new FormatException("poison") }));
        Assert.Equal("poison", (await Assert.ThrowsAsync<FormatException>(() => bad)).Message);
        Assert.Equal((AppendStatus.Committed, AppendStatus.Fenced), (await good, await fenced));
    }

    [Fact]
    public async Task A_full_queue_turns_away_at_once_and_takes_again_when_there_is_room()
    {
        _options.QueueEntries = 2;
        var first = Append("a", 1, 1);
        var commit = await _log.NextAsync();
        var second = Append("b", 1, 1);
        Assert.False(_appender.TryAppend(Part("c", 1, Entry("c", 1, "u")), out _));
        Assert.Throws<StorageBusyException>(() => { _ = Append("c", 1, 1); });
        commit.Succeed();
        (await _log.NextAsync()).Succeed();
        await Task.WhenAll(first, second);
        var third = Append("c", 1, 1);
        (await _log.NextAsync()).Succeed();
        Assert.Equal(AppendStatus.Committed, await third);
    }

    [Fact]
    public async Task Stopping_drains_what_was_taken_in()
    {
        var first = Append("a", 1, 1);
        var commit = await _log.NextAsync();
        var second = Append("b", 1, 1);
        var stopped = _appender.StoppedAsync(Token);
        Assert.False(_appender.TryAppend(Part("c", 1, Entry("c", 1, "u")), out _));
        commit.Succeed();
        commit = await _log.NextAsync();
        Assert.False(stopped.IsCompleted);
        commit.Succeed();
        await stopped;
        Assert.Equal((AppendStatus.Committed, AppendStatus.Committed), (await first, await second));
    }

    [Fact]
    public void A_gap_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => _appender.TryAppend(Part("a", 1, Entry("a", 1, "u"), Entry("a", 3, "u")), out _));

    private Task<AppendStatus> Append(string conversation, long epoch, long seq) =>
        _appender.AppendAsync(Part(conversation, epoch, Entry(conversation, seq, "u")));

    // The pause begins some moment after the failure was told, so time moves until it has its effect.
    private async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            _time.Advance(_options.LongestPause);
            await Task.Delay(1);
        }
    }
}
