using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Messages;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Messages;

public sealed class MediaIdsTests
{
    [Theory]
    [InlineData(ContentKind.Picture, "{\"type\":\"picture\",\"media\":\"m1\",\"width\":3}", "m1")]
    [InlineData(ContentKind.Video, "{\"type\":\"video\",\"media\":{\"x\":[{\"id\":\"no\"}],\"id\":\"m1\",\"y\":{}},\"cover\":\"c1\"}", "m1,c1")]
    [InlineData(ContentKind.Video, "{\"type\":\"video\",\"media\":\"m1\",\"cover\":\"m1\"}", "m1")]
    [InlineData(ContentKind.File, "{\"type\":\"file\",\"media\":{\"url\":\"u\"}}", "")]
    [InlineData(ContentKind.Text, "{\"type\":\"text\",\"text\":\"media\"}", "")]
    [InlineData(ContentKind.Merged, "{\"type\":\"merged\",\"items\":[{\"content\":{\"type\":\"file\",\"media\":\"m1\"}},{\"content\":{\"type\":\"audio\",\"media\":{\"id\":\"m2\"}}}]}", "m1,m2")]
    [InlineData(ContentKind.Picture, "", "")]
    public void A_content_shows_so_many(ContentKind kind, string content, string expected) =>
        Assert.Equal(expected, string.Join(',', MediaIds.Of(kind, Wire.Bytes(content))));
}
