using System.Text;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

public sealed class EditsTests
{
    private static readonly byte[] New = Encoding.UTF8.GetBytes("""{"type":"text","text":"new"}""");

    private readonly Conversation _conversation = new("d:alice:bob");

    [Fact]
    public void Only_its_sender_may_edit_a_text_that_stands()
    {
        var text = _conversation.Send("alice", "c1");
        var picture = text with { Kind = ContentKind.Picture };

        Assert.Equal(ErrorCode.None, Check("alice", text));
        Assert.Equal(ErrorCode.Forbidden, Check("bob", text));
        Assert.Equal(ErrorCode.Invalid, Check("alice", picture));
        Assert.Equal(ErrorCode.Expired, Check("alice", text with { RecalledBy = "alice", RecallSeq = 2 }));
        Assert.Equal(ErrorCode.Invalid, Check("alice", _conversation.AcceptOwn("alice", ContentKind.Tip, New, 1)));
    }

    [Fact]
    public void The_window_ends_with_its_last_millisecond()
    {
        var text = _conversation.Send("alice", "c1");

        Assert.False(Edits.IsTooLate(text, text.Time + 1000, 1000));
        Assert.True(Edits.IsTooLate(text, text.Time + 1001, 1000));
    }

    [Fact]
    public void An_edit_has_a_place_and_counts_for_nobody_and_mentions_stay()
    {
        var text = _conversation.Send("alice", "c1", ["bob"]);
        Edit(text);

        Assert.Equal((2L, 1L, 1L), (_conversation.Committed, _conversation.Now("bob").Unread, _conversation.Now("bob").Mentioned));
        var edited = _conversation.Recent(1)!;
        Assert.Equal(New, edited.Content.ToArray());
        Assert.Equal(7, edited.EditedAt);
        Assert.Equal(["bob"], edited.Mentions!);
    }

    [Fact]
    public void A_repeated_send_is_compared_with_what_was_sent_and_not_with_what_became_of_it()
    {
        var text = _conversation.Send("alice", "c1");
        Edit(text);
        Edit(_conversation.Recent(1)!, "newer");

        Assert.Equal((1L, false), Repeat(Drafts.Text("c1")));
        Assert.Equal(ErrorCode.Conflict, _conversation.Accept("alice", Drafts.Text("c1", "new"), 9).Refusal);
        Assert.Equal(ErrorCode.Conflict, _conversation.Accept("alice", Drafts.Text("c1", "newer"), 9).Refusal);
    }

    [Fact]
    public void A_chat_list_shows_the_message_and_not_what_happened_to_it()
    {
        var text = _conversation.Send("alice", "c1");
        Assert.Equal(1, Edit(text).Listed);
        Assert.Equal(1, Edit(_conversation.Recent(1)!, "newer").Listed);
        var tip = _conversation.AcceptOwn("alice", ContentKind.Tip, New, 1);
        Assert.Equal(0, tip.Listed);
        var undone = _conversation.AcceptOwn("alice", ContentKind.Edit, New, 1);
        Assert.Equal(tip.Seq, undone.Listed);
        _conversation.Undo(undone);
        Assert.Equal(tip.Seq, _conversation.AcceptOwn("alice", ContentKind.Reaction, New, 1).Listed);
    }

    private LogEntry Edit(LogEntry target, string text = "new")
    {
        var entry = _conversation.AcceptOwn(target.Sender, ContentKind.Edit, New, now: 7);
        _conversation.Commit(entry);
        _conversation.CommitEdit(Edits.Apply(target, Drafts.Text("", text).Content, 7));
        return entry;
    }

    private (long Seq, bool IsNew) Repeat(Draft draft)
    {
        var accepted = _conversation.Accept("alice", draft, 9);
        return (accepted.Entry!.Seq, accepted.IsNew);
    }

    private ErrorCode Check(string user, LogEntry target) => Edits.Check(_conversation.Seat(user), target).Refusal;
}
