using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Conversations;

public sealed class ReactionsTests
{
    private readonly Conversation _conversation = new("d:alice:bob");

    [Theory]
    [InlineData("\ud83d\udc4d")]
    [InlineData("\u2764\ufe0f")]
    [InlineData("\ud83d\udc69\u200d\ud83d\ude80")]
    [InlineData("[smile]")]
    [InlineData("+1")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void An_emoji_is_a_little_text(string emoji) => Assert.True(Reactions.IsEmoji(emoji));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\u0007")]
    [InlineData("a\nb")]
    [InlineData("\0")]
    [InlineData("\ud83d")]
    [InlineData("\u0085")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d\ud83d\udc4d")]
    public void What_is_none_is_refused(string emoji) => Assert.False(Reactions.IsEmoji(emoji));

    [Fact]
    public void Members_react_to_messages_that_stand()
    {
        var text = _conversation.Send("alice", "c1");

        Assert.Equal(ErrorCode.None, Check(text));
        Assert.Equal(ErrorCode.Expired, Check(text with { RecalledBy = "alice", RecallSeq = 2 }));
        Assert.Equal(ErrorCode.Invalid, Check(text with { Kind = ContentKind.Tip }));
    }

    [Fact]
    public void There_is_room_for_so_many_different_ones_and_so_many_of_one_member()
    {
        Assert.Equal(ErrorCode.None, Room("c", ["a", "b"], own: 1));
        Assert.Equal(ErrorCode.TooLarge, Room("d", ["a", "b", "c"], own: 1));
        Assert.Equal(ErrorCode.None, Room("c", ["a", "b", "c"], own: 1));
        Assert.Equal(ErrorCode.TooLarge, Room("c", ["a", "b", "c"], own: 2));
    }

    private ErrorCode Room(string emoji, string[] standing, int own) =>
        Reactions.CheckRoom(_conversation.Seat("bob"), emoji, standing, own, most: 3, mostOwn: 2).Refusal;

    private ErrorCode Check(LogEntry target) => Reactions.Check(_conversation.Seat("bob"), target).Refusal;
}
