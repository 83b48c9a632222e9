using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Expiries;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Expiries;

/// <summary>What every engine must do with messages that expire; run by one class per engine.</summary>
public abstract class ExpiryContract : EngineContract
{
    private IExpiryStore Expiries => Storage.Expiries;

    [Fact]
    public async Task An_entry_expires_as_it_was_written_and_waits_for_a_reader()
    {
        await BeginAsync(Pair, 30, 0, 7);
        await using var other = await Storage.ReopenAsync();

        Assert.Equal([(30, false), (0, false), (7, false)], (await other.Log.ReadForwardAsync(Pair, 0, 9, 9, Token)).Select(Of));
        Assert.Equal((30, false), Of((await Log.FindAsync(Pair, "alice", "c1", Token))!));
        var loaded = (await other.Log.LoadAsync(Pair, 9, Token))!;
        Assert.Equal([new ExpiringRow(1, "alice", 30), new ExpiringRow(3, "alice", 7)], loaded.Expiring);
        Assert.Equal([30, 0, 7], loaded.Recent.Select(static entry => entry.Expire));
        Assert.Empty(await Expiries.DueAsync(long.MaxValue, string.Empty, 9, Token));
    }

    [Fact]
    public async Task A_clock_is_started_once_and_is_found_when_it_is_over()
    {
        await BeginAsync(Pair, 30, 30, 30);
        await Expiries.StartAsync(Pair, [new Deadline(1, 1000), new Deadline(3, 1001)], Token);
        await Expiries.StartAsync(Pair, [new Deadline(1, 5), new Deadline(2, 1000), new Deadline(9, 5)], Token);

        Assert.Empty((await Log.LoadAsync(Pair, 9, Token))!.Expiring);
        Assert.Empty(await Expiries.DueAsync(999, string.Empty, 9, Token));
        Assert.Equal([Pair], await Expiries.DueAsync(1000, string.Empty, 9, Token));
        Assert.Empty(await Expiries.DueAsync(1000, Pair, 9, Token));
        Assert.Equal([1, 2], await Expiries.DueOfAsync(Pair, 1000, 0, 9, Token));
        Assert.Equal([1], await Expiries.DueOfAsync(Pair, 1000, 0, 1, Token));
        Assert.Equal([2, 3], await Expiries.DueOfAsync(Pair, 1001, 1, 9, Token));
        Assert.Empty(await Expiries.DueOfAsync("d:nobody:none", 1001, 0, 9, Token));
        await Expiries.StartAsync("d:nobody:none", [new Deadline(1, 1)], Token);
    }

    [Fact]
    public async Task Conversations_are_found_in_their_order_and_in_pages()
    {
        foreach (var conversation in (string[])["g:c", "g:a", "g:B"])
        {
            await BeginAsync(conversation, 30, 30);
            await Expiries.StartAsync(conversation, [new Deadline(1, 1), new Deadline(2, 1)], Token);
        }

        Assert.Equal(["g:B", "g:a"], await Expiries.DueAsync(1, string.Empty, 2, Token));
        Assert.Equal(["g:c"], await Expiries.DueAsync(1, "g:a", 2, Token));
    }

    [Fact]
    public async Task Entries_start_clocks_with_their_append_and_their_own()
    {
        await BeginAsync(Pair, 30, 30);
        var own = Entry(Pair, 3, "bob", "b1") with { Expire = 5 };
        await Commit(Part(Pair, 1, own) with { Deadlines = [new Deadline(1, 900), new Deadline(3, 800)] });

        Assert.Equal([1, 3], await Expiries.DueOfAsync(Pair, 1000, 0, 9, Token));
        Assert.Equal([new ExpiringRow(2, "alice", 30)], (await Log.LoadAsync(Pair, 9, Token))!.Expiring);
    }

    [Fact]
    public async Task What_is_fenced_starts_nothing()
    {
        await BeginAsync(Pair, 30);
        var stale = Part(Pair, 7, Entry(Pair, 2, "bob", "b1") with { Expire = 5 }) with { Deadlines = [new Deadline(1, 900)] };
        var other = Part("g:a", (await Log.ClaimAsync("g:a", Token)).Epoch, Entry("g:a", 1, "bob", "b1") with { Expire = 5 });

        Assert.Equal([AppendStatus.Fenced, AppendStatus.Committed], await Log.AppendAsync([stale, other], Token));
        Assert.Empty(await Expiries.DueOfAsync(Pair, 1000, 0, 9, Token));
        Assert.Equal([new ExpiringRow(1, "alice", 30)], (await Log.LoadAsync(Pair, 9, Token))!.Expiring);
        Assert.Equal([new ExpiringRow(1, "bob", 5)], (await Log.LoadAsync("g:a", 9, Token))!.Expiring);
    }

    [Fact]
    public async Task What_is_erased_has_no_clock_and_says_whether_its_time_was_over()
    {
        await BeginAsync(Pair, 30, 30, 30);
        await Expiries.StartAsync(Pair, [new Deadline(1, 1), new Deadline(3, 1)], Token);
        await Commit(Part(Pair, 1, Entry(Pair, 4, "alice", null, ContentKind.Recall, 3), Entry(Pair, 5, "alice", null, ContentKind.Recall, 3))
            with { Erasures = [new Erasure(1, "alice", 99, 4, default, Expired: true), new Erasure(2, "alice", 99, 5)] });

        Assert.Equal([(30, true), (30, false), (30, false)], (await Log.ReadForwardAsync(Pair, 0, 3, 9, Token)).Select(Of));
        Assert.Equal([3], await Expiries.DueOfAsync(Pair, 1000, 0, 9, Token));
        Assert.Empty((await Log.LoadAsync(Pair, 9, Token))!.Expiring);
        await Expiries.DropAsync(Pair, 3, Token);
        Assert.Empty(await Expiries.DueAsync(1000, string.Empty, 9, Token));
    }

    [Fact]
    public async Task An_edit_leaves_it_as_it_is()
    {
        await BeginAsync(Pair, 30);
        await Commit(Part(Pair, 1, Entry(Pair, 2, "alice", null, ContentKind.Edit, 1)) with { Edits = [new Revision(1, 2, 99, Hello, 7)] });

        Assert.Equal((30, false), Of((await Log.ReadForwardAsync(Pair, 0, 1, 9, Token))[0]));
        Assert.Equal([new ExpiringRow(1, "alice", 30)], (await Log.LoadAsync(Pair, 9, Token))!.Expiring);
    }

    private static (int, bool) Of(LogEntry entry) => (entry.Expire, entry.Expired);

    private async Task BeginAsync(string conversation, params int[] expire)
    {
        await Log.ClaimAsync(conversation, Token);
        await Commit(Part(
            conversation, 1, [.. expire.Select((seconds, at) => Entry(conversation, at + 1, "alice", $"c{at + 1}") with { Expire = seconds })]));
    }
}
