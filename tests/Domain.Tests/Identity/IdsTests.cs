using OrleansIm.Domain.Identity;

namespace OrleansIm.Domain.Tests.Identity;

public sealed class IdsTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("A-z_0.9", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a:b", false)]
    [InlineData("a/b", false)]
    [InlineData("*", false)]
    [InlineData("é", false)]
    [InlineData("a\n", false)]
    [InlineData("a\u0000", false)]
    [InlineData("a\u200bb", false)]
    public void Names_have_a_narrow_alphabet(string id, bool valid) => Assert.Equal(valid, Ids.IsName(id));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Names_and_tokens_have_sixty_four_characters_at_most(int length, bool valid)
    {
        Assert.Equal(valid, Ids.IsName(new string('a', length)));
        Assert.Equal(valid, Ids.IsClientToken(new string('a', length)));
    }

    public static TheoryData<string, bool> Tokens => new()
    {
        { "1", true },
        { "a b", true },
        { "\ud83d\ude00", true },
        { "", false },
        { "a\u0000", false },
        { "a\u007f", false },
        { "a\n", false },
        { "\ud83d", false },
        { "\ude00", false },
        { "\ude00\ud83d", false },
        { "a\ud83d", false },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Tokens_are_whole_and_without_control_characters(string id, bool valid) =>
        Assert.Equal(valid, Ids.IsClientToken(id));
}
