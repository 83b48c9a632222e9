using OrleansIm.Storage.Tests.Engines;

namespace OrleansIm.Storage.Tests.Calls;

/// <summary>What every engine must do with users' lines; run by one class per engine.</summary>
public abstract class CallLineContract : EngineContract
{
    [Fact]
    public async Task A_line_is_had_by_the_first_call_also_for_another_process()
    {
        Assert.Equal("1:d:alice:bob", await TakeAsync("alice", "1:d:alice:bob"));
        await using var other = await Storage.ReopenAsync();

        Assert.Equal("1:d:alice:bob", await other.Calls.TakeAsync("alice", "2:d:alice:carol", null, Token));
        Assert.Equal("1:d:alice:bob", await TakeAsync("alice", "1:d:alice:bob"));
        Assert.Equal("1:d:alice:bob", await other.Calls.FindAsync("alice", Token));
        Assert.Null(await other.Calls.FindAsync("Alice", Token));
    }

    [Fact]
    public async Task Only_the_call_that_is_named_is_taken_the_line_from()
    {
        await TakeAsync("alice", "1:d:alice:bob");

        Assert.Equal("1:d:alice:bob", await TakeAsync("alice", "3:d:alice:bob", "2:d:alice:bob"));
        Assert.Equal("3:d:alice:bob", await TakeAsync("alice", "3:d:alice:bob", "1:d:alice:bob"));
        Assert.Equal("4:g:x", await TakeAsync("bob", "4:g:x", "1:d:alice:bob"));
    }

    [Fact]
    public async Task Of_many_calls_at_once_one_gets_the_line()
    {
        var got = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TakeAsync("alice", $"{i:x}:g:x")));

        Assert.Single(got.Distinct());
        Assert.Equal(got[0], await Storage.Calls.FindAsync("alice", Token));
    }

    [Fact]
    public async Task A_call_gives_back_one_line_or_all_and_never_that_of_another()
    {
        await TakeAsync("alice", "1:g:x");
        await TakeAsync("bob", "1:g:x");
        await TakeAsync("carol", "1:g:x");
        await TakeAsync("dave", "2:g:y");
        await Storage.Calls.ReleaseAsync("1:g:x", "alice", Token);
        await Storage.Calls.ReleaseAsync("1:g:x", "dave", Token);
        Assert.Null(await Storage.Calls.FindAsync("alice", Token));
        Assert.Equal("1:g:x", await Storage.Calls.FindAsync("bob", Token));

        await Storage.Calls.ReleaseAsync("1:g:x", null, Token);
        Assert.Null(await Storage.Calls.FindAsync("bob", Token));
        Assert.Null(await Storage.Calls.FindAsync("carol", Token));
        Assert.Equal("2:g:y", await Storage.Calls.FindAsync("dave", Token));
    }

    [Fact]
    public async Task Calls_that_go_on_are_listed_once_each_page_by_page()
    {
        await TakeAsync("alice", "b:g:x");
        await TakeAsync("bob", "b:g:x");
        await TakeAsync("carol", "a:g:y");
        await TakeAsync("dave", "c:g:z");

        Assert.Equal(["a:g:y", "b:g:x"], await Storage.Calls.ListAsync(string.Empty, 2, Token));
        Assert.Equal(["c:g:z"], await Storage.Calls.ListAsync("b:g:x", 2, Token));
        Assert.Empty(await Storage.Calls.ListAsync("c:g:z", 2, Token));
    }

    private async Task<string> TakeAsync(string user, string call, string? instead = null) => await Storage.Calls.TakeAsync(user, call, instead, Token);
}
