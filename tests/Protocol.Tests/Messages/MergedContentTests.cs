using System.Text;
using OrleansIm.Domain;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Messages;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Messages;

public sealed class MergedContentTests
{
    [Fact]
    public void It_says_who_wrote_what_when()
    {
        Assert.Equal((ErrorCode.None, null), MergedContent.TryMake("t\"", [Copy("{\"type\":\"text\",\"text\":\"嗨\"}"), Copy("{\"type\":\"card\",\"user\":\"bob\"}")], out var content));
        Assert.Equal(
            "{\"type\":\"merged\",\"title\":\"t\\\"\",\"items\":[{\"from\":\"alice\",\"time\":7,\"content\":{\"type\":\"text\",\"text\":\"嗨\"}},"
            + "{\"from\":\"alice\",\"time\":7,\"content\":{\"type\":\"card\",\"user\":\"bob\"}}]}",
            Encoding.UTF8.GetString(content.Span));
    }

    [Fact]
    public void What_would_be_too_large_or_too_deep_is_said_before_it_is_sent()
    {
        var text = Copy("{\"type\":\"text\",\"text\":\"" + new string('x', 8000) + "\"}");
        Assert.Equal(ErrorCode.TooLarge, MergedContent.TryMake("t", [text, text, text, text, text], out _).Code);

        var nested = Copy("{\"type\":\"text\",\"text\":\"x\"}");
        var depth = 0;
        while (MergedContent.TryMake("t", [nested], out var content) is { Code: ErrorCode.None })
        {
            nested = nested with { Content = content };
            Assert.InRange(++depth, 1, 5);
        }

        Assert.Equal(ErrorCode.TooLarge, MergedContent.TryMake("t", [nested], out _).Code);
        Assert.InRange(depth, 2, 5);
    }

    private static CopiedMessage Copy(string content) => new(1, "alice", 7, ContentKind.Text, Wire.Bytes(content));
}
