using OrleansIm.EndToEnd.Tests.Houses;
using OrleansIm.Support.Wire;

namespace OrleansIm.EndToEnd.Tests.Search;

/// <summary>Chapter 21: a user finds its own messages by their words, and nothing that it may not see now.</summary>
public abstract class Search_Tests(House house) : ServerTests(house)
{
    [Fact]
    public async Task Messages_of_all_conversations_are_found_the_newest_first_and_in_pages()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var group = await alice.CreateGroupAsync("ours", bob.User);
        var pair = Direct(alice.User, bob.User);
        for (var i = 0; i < 4; i++)
        {
            await alice.SendTextAsync(bob.User, $"The red fox, {i}");
            await bob.SendToGroupAsync(group, $"a FOX number {i}");
            await bob.SendTextAsync(alice.User, "a hen");
        }

        var all = await bob.FoundAsync(8, "fox", limit: 3);
        Assert.Equal(all.Select(TimeOf).OrderDescending(), all.Select(TimeOf));
        Assert.Equal([1, 3, 5, 7], all.Where(message => message.Conversation == pair).Select(static message => message.Seq).Order());
        Assert.Equal(8, all.Select(static message => (message.Conversation, message.Seq)).Distinct().Count());
        Assert.Equal([7, 5, 3, 1], (await alice.FoundAsync(4, "fox THE", pair, limit: 1)).Seqs());
        Assert.Equal([7], (await alice.SearchAsync("fox 3 red")).Seqs());
        Assert.Empty(await alice.SearchAsync("fox hen"));
        Assert.Empty(await alice.SearchAsync("fo"));
        Assert.All(await alice.SearchAsync("fox", pair), static message => Assert.NotNull(message.ClientId));
        Assert.All(await bob.SearchAsync("fox", pair), static message => Assert.Null(message.ClientId));
        Assert.Empty(await (await LoginAsync(Fresh("carol"))).SearchAsync("fox"));
    }

    [Fact]
    public async Task Chinese_is_found_by_any_part_and_files_by_their_names()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        await alice.SendTextAsync(bob.User, "明天开会议室 iPhone15手机");
        await alice.RequestAsync(new { type = "send", to = new { user = bob.User }, clientId = "f", content = new { type = "file", media = "m", name = "会议 Report.pdf" } });
        await alice.RequestAsync(new { type = "send", to = new { user = bob.User }, clientId = "p", content = new { type = "picture", media = "会议" } });

        Assert.Equal([2, 1], (await bob.FoundAsync(2, "会议")).Seqs());
        Assert.Equal([1], (await bob.SearchAsync("会议室")).Seqs());
        Assert.Equal([1], (await bob.SearchAsync("机")).Seqs());
        Assert.Equal([1], (await bob.SearchAsync("IPHONE15 明天")).Seqs());
        Assert.Empty(await bob.SearchAsync("议开"));
        Assert.Empty(await bob.SearchAsync("开议"));
        Assert.Equal([2], (await bob.SearchAsync("report")).Seqs());
    }

    [Fact]
    public async Task What_is_recalled_is_not_found_from_then_on_and_what_is_edited_by_its_new_text()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var pair = Direct(alice.User, bob.User);
        foreach (var text in (string[])["secret plan", "other plan", "third plan"])
        {
            await alice.SendTextAsync(bob.User, text);
        }

        await bob.FoundAsync(3, "plan");
        Assert.False((await alice.RecallAsync(pair, 1)).IsError);
        Assert.Empty(await bob.SearchAsync("secret"));
        Assert.Equal([3, 2], (await alice.SearchAsync("plan")).Seqs());
        Assert.False((await alice.EditAsync(pair, 2, "a better idea")).IsError);
        Assert.Equal([3], (await bob.SearchAsync("plan")).Seqs());
        var edited = Assert.Single(await bob.FoundAsync(1, "idea"));
        Assert.Equal((2, "a better idea"), (edited.Seq, edited.Body));
        Assert.False((await alice.RecallAsync(pair, 2)).IsError);
        Assert.Empty(await bob.SearchAsync("idea"));
    }

    [Fact]
    public async Task What_one_deletes_or_clears_only_the_others_find()
    {
        var (alice, bob) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")));
        var pair = Direct(alice.User, bob.User);
        for (var i = 0; i < 4; i++)
        {
            await alice.SendTextAsync(bob.User, "fox");
        }

        await bob.FoundAsync(4, "fox");
        Assert.False((await bob.RequestAsync(new { type = "delete", conversation = pair, seqs = new[] { 2 } })).IsError);
        Assert.Equal([4, 3, 1], (await bob.SearchAsync("fox")).Seqs());
        Assert.False((await bob.RequestAsync(new { type = "clear", conversation = pair })).IsError);
        Assert.Empty(await bob.SearchAsync("fox"));
        await alice.SendTextAsync(bob.User, "fox");
        Assert.Equal([5], (await bob.FoundAsync(1, "fox")).Seqs());
        Assert.Equal([5, 4, 3, 2, 1], (await alice.SearchAsync("fox")).Seqs());
    }

    [Fact]
    public async Task Who_joins_late_or_leaves_finds_what_it_sees_and_who_was_never_in_nothing()
    {
        var (alice, bob, carol, dave) = (await LoginAsync(Fresh("alice")), await LoginAsync(Fresh("bob")), await LoginAsync(Fresh("carol")), await LoginAsync(Fresh("dave")));
        var group = await alice.CreateGroupAsync("ours", bob.User);
        var conversation = $"g:{group}";
        await alice.SendToGroupAsync(group, "first fox");
        await alice.InviteAsync(group, carol.User);
        await alice.SendToGroupAsync(group, "second fox");
        await bob.LeaveAsync(group);
        await alice.SendToGroupAsync(group, "third fox");
        await alice.EditAsync(conversation, 4, "second hen");

        Assert.Equal([6, 2], (await alice.FoundAsync(2, "fox", conversation)).Seqs());
        Assert.Equal([4], (await carol.FoundAsync(1, "hen")).Seqs());
        Assert.Equal([6], (await carol.SearchAsync("fox")).Seqs());
        Assert.Equal([2], (await bob.SearchAsync("fox")).Seqs());
        Assert.Empty(await bob.SearchAsync("hen"));
        Assert.Empty(await dave.SearchAsync("fox"));
        var foreign = await dave.RequestAsync(new { type = "search", text = "fox", conversation });
        var nowhere = await dave.RequestAsync(new { type = "search", text = "fox", conversation = "g:no-such-group" });
        Assert.Equal(("not_found", foreign.Text("message")), (nowhere.Code, nowhere.Text("message")));
        Assert.Equal("not_found", foreign.Code);
        Assert.Equal("not_found", (await dave.RequestAsync(new { type = "search", text = "fox", conversation = Direct(alice.User, bob.User) })).Code);
    }

    [Fact]
    public async Task What_cannot_be_looked_for_is_said_to_be_so()
    {
        var alice = await LoginAsync(Fresh("alice"));
        foreach (var text in (string[])["", "   ", "?!", "😀"])
        {
            Assert.Equal("invalid", (await alice.RequestAsync(new { type = "search", text })).Code);
        }

        Assert.Equal("too_large", (await alice.RequestAsync(new { type = "search", text = new string('x', 513) })).Code);
        Assert.Equal("invalid", (await alice.RequestAsync(new { type = "search", text = "x", limit = 201 })).Code);
        Assert.Equal("invalid", (await alice.RequestAsync(new { type = "search", text = "x", before = "42" })).Code);
    }

    private static long TimeOf(WireMessage message) => message.Json.GetProperty("time").GetInt64();
}
