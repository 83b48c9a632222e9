using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Tests.Messages;

public sealed class MessageIdTests
{
    [Theory]
    [InlineData("d:a:b:1", true)]
    [InlineData("g:team:9223372036854775807", true)]
    [InlineData("g:team:9223372036854775808", false)]
    [InlineData("g:team:0", false)]
    [InlineData("g:team:-1", false)]
    [InlineData("g:team:+1", false)]
    [InlineData("g:team: 1", false)]
    [InlineData("g:team:1 ", false)]
    [InlineData("g:team:", false)]
    [InlineData("g:team", false)]
    [InlineData("d:b:a:1", false)]
    [InlineData("d:a:1", false)]
    [InlineData(":1", false)]
    [InlineData("", false)]
    public void Only_a_valid_conversation_with_a_positive_sequence_is_an_id(string id, bool valid) =>
        Assert.Equal(valid, MessageId.TryParse(id, out _, out _));

    [Theory]
    [InlineData("d:a:b", 1)]
    [InlineData("g:42", 7)]
    [InlineData("d:1:2", long.MaxValue)]
    public void What_was_made_is_read_back(string conversation, long seq)
    {
        Assert.True(MessageId.TryParse(MessageId.Of(conversation, seq), out var readConversation, out var readSeq));
        Assert.Equal((conversation, seq), (readConversation, readSeq));
    }
}
