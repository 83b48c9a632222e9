using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Tests.Conversations;

public sealed class ConversationIdTests
{
    [Theory]
    [InlineData("d:a:b", true)]
    [InlineData("d:a:a", true)]
    [InlineData("d:B:a", true)]
    [InlineData("d:a:B", false)]
    [InlineData("d:b:a", false)]
    [InlineData("d:a:", false)]
    [InlineData("d::a", false)]
    [InlineData("d:a", false)]
    [InlineData("d:", false)]
    [InlineData("d:a:b:c", false)]
    [InlineData("d:a b:c", false)]
    [InlineData("D:a:b", false)]
    [InlineData("g:team-1", true)]
    [InlineData("g:a.b_c", true)]
    [InlineData("g:", false)]
    [InlineData("g:a:b", false)]
    [InlineData("g:ä", false)]
    [InlineData("G:a", false)]
    [InlineData("", false)]
    [InlineData("x", false)]
    public void Only_canonical_names_are_valid(string name, bool valid) => Assert.Equal(valid, ConversationId.IsValid(name));

    [Theory]
    [InlineData("alice", "bob", "d:alice:bob")]
    [InlineData("bob", "alice", "d:alice:bob")]
    [InlineData("a", "B", "d:B:a")]
    [InlineData("me", "me", "d:me:me")]
    public void Both_sides_name_their_conversation_the_same(string one, string other, string name)
    {
        Assert.Equal(name, ConversationId.Direct(one, other));
        Assert.True(ConversationId.IsValid(name));
    }

    [Fact]
    public void Only_its_two_users_have_a_peer_in_a_direct_conversation()
    {
        Assert.Equal("bob", ConversationId.PeerOf("d:alice:bob", "alice"));
        Assert.Equal("alice", ConversationId.PeerOf("d:alice:bob", "bob"));
        Assert.Equal("me", ConversationId.PeerOf("d:me:me", "me"));
        Assert.Null(ConversationId.PeerOf("d:alice:bob", "eve"));
        Assert.Null(ConversationId.PeerOf("g:alice", "alice"));
    }

    [Fact]
    public void The_longest_names_fit()
    {
        var longest = new string('x', 64);

        Assert.True(ConversationId.IsValid($"d:{longest}:{longest}"));
        Assert.False(ConversationId.IsValid($"g:{longest}x"));
        Assert.Equal(longest, ConversationId.GroupOf(ConversationId.Group(longest)));
    }
}
