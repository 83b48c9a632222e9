using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class DialectProbeTests
{
    [Theory]
    [InlineData("{\"versionCode\":\"1\",\"fromUserID\":\"alice\",\"token\":\"t\"}", true)]
    [InlineData("{\"versionCode\":1}", true)]
    [InlineData("{\"fromUserID\":\"alice\"}", true)]
    [InlineData("{\"messageType\":\"login\"}", true)]
    [InlineData("{\"beatID\":\"beatID\"}", true)]
    [InlineData("{\"messageType\":\"a\",\"messageType\":\"b\"}", true)]
    [InlineData("{\"type\":\"login\",\"versionCode\":\"1\"}", false)]
    [InlineData("{\"content\":{\"type\":1},\"beatID\":1}", true)]
    [InlineData("{\"versionCode\":null}", false)]
    [InlineData("{}", false)]
    [InlineData("{\"hello\":1}", false)]
    [InlineData("[{\"beatID\":1}]", false)]
    [InlineData("{\"beatID\":1", false)]
    [InlineData("{\"beatID\":1} x", false)]
    [InlineData("", false)]
    public void Only_an_object_without_type_and_with_a_field_of_version_1_is_version_1(string frame, bool expected)
    {
        Assert.Equal(expected, DialectProbe.IsVersion1(Wire.Whole(frame)));
        Assert.Equal(expected, DialectProbe.IsVersion1(Wire.InPieces(Wire.Bytes(frame), 3)));
    }
}
