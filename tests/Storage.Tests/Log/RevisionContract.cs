using System.Text;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

/// <summary>An edit and the entry that tells of it are one; what a message said before is kept until it is recalled. Run by one class per engine.</summary>
public abstract class RevisionContract : EngineContract
{
    [Fact]
    public async Task A_message_says_what_it_was_edited_to_and_its_versions_are_kept()
    {
        await BeginAsync("first", mentions: ["bob"]);
        await EditAsync(2, "second");
        await EditAsync(3, "third");

        var message = Assert.Single(await Log.ReadForwardAsync(Pair, 0, 1, 9, Token));
        Assert.Equal(("third", 1003, 77, 1), (TextOf(message.Content), message.EditedAt, message.Original, message.Counted));
        Assert.Equal(["bob"], message.Mentions!);
        Assert.Equal([("first", 1, message.Time), ("second", 2, 1002), ("third", 3, 1003)], await VersionsAsync(0, 9));
        Assert.Equal([("second", 2, 1002L)], await VersionsAsync(1, 1));
        Assert.Equal(["second"], await AsOfAsync(2));
        Assert.Equal(["third"], await AsOfAsync(long.MaxValue));
        Assert.Equal([new MentionRow(1, "bob", "alice")], (await Log.LoadAsync(Pair, 9, Token))!.Mentions);
        Assert.Equal("third", TextOf((await Log.FindAsync(Pair, "alice", "c", Token))!.Content));
    }

    [Fact]
    public async Task The_entries_that_edited_a_message_are_known_until_it_is_recalled_the_newest_of_them_if_they_are_too_many()
    {
        await BeginAsync("first");
        Assert.Empty(await EditsAsync(9));
        await Commit(Part(Pair, 1, Entry(Pair, 2, "bob", "other")));
        await EditAsync(3, "other edited", seq: 2, sender: "bob");
        await EditAsync(4, "second");
        await EditAsync(5, "third");
        await EditAsync(6, "fourth");

        Assert.Equal([4, 5, 6], await EditsAsync(9));
        Assert.Equal([5, 6], await EditsAsync(2));
        Assert.Equal([3], await Storage.Revisions.EditsAsync(Pair, 2, 9, Token));
        Assert.Empty(await Storage.Revisions.EditsAsync("d:nobody:none", 1, 9, Token));
        await Commit(Part(Pair, 1, Entry(Pair, 7, "alice", null, ContentKind.Recall, 2))
            with { Erasures = [new Erasure(1, "alice", 99, 7)] });
        Assert.Empty(await EditsAsync(9));
    }

    [Fact]
    public async Task What_was_never_edited_or_does_not_exist_has_no_versions()
    {
        await BeginAsync("first");

        Assert.Empty(await VersionsAsync(0, 9));
        Assert.Empty(await AsOfAsync(9));
        Assert.Empty(await Storage.Revisions.ReadAsync("d:nobody:none", 1, 0, 9, Token));
        Assert.Empty(await Storage.Revisions.AsOfAsync("d:nobody:none", [1], 9, Token));
        Assert.Empty(await Storage.Revisions.AsOfAsync(Pair, [], 9, Token));
    }

    [Fact]
    public async Task A_recall_erases_every_version_and_the_texts_of_the_edits_and_nothing_else()
    {
        await BeginAsync("secret one");
        await Commit(Part(Pair, 1, Entry(Pair, 2, "bob", "other")));
        await EditAsync(3, "other edited", seq: 2, sender: "bob");
        await EditAsync(4, "secret two");
        await EditAsync(5, "secret three");
        var remnant = Encoding.UTF8.GetBytes("remnant");

        await Commit(Part(Pair, 1, Entry(Pair, 6, "alice", null, ContentKind.Recall, 2))
            with { Erasures = [new Erasure(1, "alice", 99, 6, remnant)] });

        Assert.DoesNotContain(await Storage.DumpAsync(), value => value.Contains("secret", StringComparison.Ordinal));
        Assert.Empty(await VersionsAsync(0, 9));
        var entries = await Log.ReadForwardAsync(Pair, 0, 9, 9, Token);
        Assert.Equal(["", "other edited", "other edited", "remnant", "remnant"], entries.Take(5).Select(entry => TextOf(entry.Content)));
        Assert.Equal(2, (await Storage.Revisions.ReadAsync(Pair, 2, 0, 9, Token)).Count);
    }

    [Fact]
    public async Task A_recalled_message_is_not_edited_not_even_in_the_same_transaction()
    {
        await BeginAsync("secret one");
        var edit = Entry(Pair, 2, "alice", null, ContentKind.Edit, 1, content: Bytes("secret two"));
        var recall = Entry(Pair, 3, "alice", null, ContentKind.Recall, 1);
        await Commit(Part(Pair, 1, edit, recall) with
        {
            Edits = [new Revision(1, 2, 1002, Bytes("secret two"), 77)],
            Erasures = [new Erasure(1, "alice", 99, 3)],
        });
        await EditAsync(4, "late");

        Assert.DoesNotContain(await Storage.DumpAsync(), value => value.Contains("secret", StringComparison.Ordinal));
        Assert.True((await Log.ReadForwardAsync(Pair, 0, 1, 1, Token))[0].Content.IsEmpty);
        Assert.Empty(await VersionsAsync(0, 9));
    }

    [Fact]
    public async Task Of_two_edits_in_one_part_the_last_is_what_it_says()
    {
        await BeginAsync("first");
        await Commit(Part(
            Pair, 1, Entry(Pair, 2, "alice", null, ContentKind.Edit, 1, content: Bytes("second")),
            Entry(Pair, 3, "alice", null, ContentKind.Edit, 1, content: Bytes("third"))) with
        {
            Edits = [new Revision(1, 2, 1002, Bytes("second"), 77), new Revision(1, 3, 1003, Bytes("third"), 77)],
        });

        Assert.Equal("third", TextOf((await Log.ReadForwardAsync(Pair, 0, 1, 1, Token))[0].Content));
        Assert.Equal(["first", "second", "third"], (await VersionsAsync(0, 9)).Select(version => version.Text));
    }

    [Fact]
    public async Task An_edit_by_a_former_owner_changes_nothing()
    {
        await BeginAsync("first");
        await Log.ClaimAsync(Pair, Token);

        Assert.Equal(AppendStatus.Fenced, await Append(EditOf(2, "second", 1, "alice")));
        Assert.Equal("first", TextOf((await Log.ReadForwardAsync(Pair, 0, 1, 1, Token))[0].Content));
        Assert.Empty(await VersionsAsync(0, 9));
    }

    [Fact]
    public async Task An_edit_that_shares_its_batch_with_a_refused_part_stands_alone()
    {
        await BeginAsync("first");
        await Log.ClaimAsync("d:a:b", Token);
        var statuses = await Log.AppendAsync(
            [EditOf(2, "second", 1, "alice"), Part("d:a:b", 1, Entry("d:a:b", 1, "a", "x"), Entry("d:a:b", 2, "a", "x"))], Token);

        Assert.Equal([AppendStatus.Committed, AppendStatus.Duplicate], statuses);
        Assert.Equal(["first", "second"], (await VersionsAsync(0, 9)).Select(version => version.Text));
    }

    [Fact]
    public async Task A_chat_list_shows_the_message_and_counts_the_entries()
    {
        await BeginAsync("first");
        await EditAsync(2, "second");
        await EditAsync(3, "third");

        foreach (var line in await Storage.Members.LoadMembershipsAsync("bob", Token))
        {
            Assert.Equal((3, 1, "third", 1003, 1), (line.Head, line.Last!.Seq, TextOf(line.Last.Content), line.Last.EditedAt, line.Unread));
        }

        Assert.Single(await Storage.Members.LoadMembershipsAsync("bob", [Pair], Token));
        Assert.Equal(1, (await Log.LoadAsync(Pair, 1, Token))!.Recent[0].Listed);
        await Commit(Part(Pair, 1, Entry(Pair, 4, "alice", null, ContentKind.Tip, 1)));
        Assert.Equal(4, (await Storage.Members.LoadMembershipsAsync("bob", Token))[0].Last!.Seq);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string TextOf(ReadOnlyMemory<byte> content) => Encoding.UTF8.GetString(content.Span);

    private async Task BeginAsync(string text, string[]? mentions = null)
    {
        await Log.ClaimAsync(Pair, Token);
        await Commit(Part(Pair, 1, Entry(Pair, 1, "alice", "c", mentions: mentions, content: Bytes(text)))
            with { Members = [Join("alice"), Join("bob")] });
    }

    private Task EditAsync(long editSeq, string text, long seq = 1, string sender = "alice") => Commit(EditOf(editSeq, text, seq, sender));

    private static ConversationAppend EditOf(long editSeq, string text, long seq, string sender) =>
        Part(Pair, 1, Entry(Pair, editSeq, sender, null, ContentKind.Edit, 1, content: Bytes(text)) with { Listed = seq })
            with { Edits = [new Revision(seq, editSeq, 1000 + editSeq, Bytes(text), 77)] };

    private async Task<List<(string Text, long EditSeq, long Time)>> VersionsAsync(long after, int limit) =>
        [.. (await Storage.Revisions.ReadAsync(Pair, 1, after, limit, Token))
            .Select(revision => (TextOf(revision.Content), revision.EditSeq, revision.Time))];

    private ValueTask<IReadOnlyList<long>> EditsAsync(int limit) => Storage.Revisions.EditsAsync(Pair, 1, limit, Token);

    private async Task<List<string>> AsOfAsync(long upTo) =>
        [.. (await Storage.Revisions.AsOfAsync(Pair, [1], upTo, Token)).Select(revision => TextOf(revision.Content))];
}
