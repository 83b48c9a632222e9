using OrleansIm.Domain;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

/// <summary>How long a message stands once it was read.</summary>
public sealed class ExpireReadTests
{
    private const string Send = "{\"type\":\"send\",\"id\":\"7\",\"to\":{\"user\":\"bob\"},\"clientId\":\"c1\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}";

    [Theory]
    [InlineData("}", 0)]
    [InlineData(",\"expire\":null}", 0)]
    [InlineData(",\"expire\":1}", 1)]
    [InlineData(",\"expire\":3e1}", 30)]
    [InlineData(",\"expire\":31536000}", 31_536_000)]
    public void It_is_a_number_of_seconds(string rest, int expected) =>
        Assert.Equal(expected, Wire.Read<SendFrame>(Wire.Native, Send + rest).Expire);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"30\"")]
    [InlineData("31536001")]
    [InlineData("true")]
    public void All_else_is_invalid(string expire) =>
        Assert.Equal(ErrorCode.Invalid, Wire.Read<RefusedFrame>(Wire.Native, $"{Send},\"expire\":{expire}}}").Code);
}
