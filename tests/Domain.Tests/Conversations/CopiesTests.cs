using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

public sealed class CopiesTests
{
    private readonly Conversation _conversation = new("d:alice:bob");

    [Fact]
    public void What_a_member_sees_and_what_stands_can_be_taken_along()
    {
        var text = _conversation.Send("alice", "c1");

        Assert.Equal(ErrorCode.None, Check(text));
        Assert.Equal(ErrorCode.NotFound, Check(null));
        Assert.Equal(ErrorCode.Expired, Check(text with { RecalledBy = "alice", RecallSeq = 2 }));
        Assert.Equal(ErrorCode.Invalid, Check(text with { Kind = ContentKind.Tip }));
        _conversation.Seat("bob").Join(MemberRole.Member, 1, 1);
        Assert.Equal(ErrorCode.NotFound, Check(text));
    }

    [Fact]
    public void A_copy_is_known_by_its_client_id_alone()
    {
        _conversation.Commit(_conversation.Accept("alice", Drafts.Text("c1") with { Copy = true }, 1).Entry!);

        var again = _conversation.Accept("alice", Drafts.Text("c1", "edited meanwhile") with { Copy = true }, 1);
        Assert.Equal((1L, false), (again.Entry!.Seq, again.IsNew));
        Assert.Equal(ErrorCode.Conflict, _conversation.Accept("alice", Drafts.Text("c1", "edited meanwhile"), 1).Refusal);
    }

    private ErrorCode Check(LogEntry? entry) => Copies.Check(_conversation.Seat("bob"), entry).Refusal;
}
