using OrleansIm.Storage.Media;

namespace OrleansIm.Storage.Tests.Media;

public sealed class CountedMediaTests
{
    [Fact]
    public void Each_message_holds_once_and_lets_go_once()
    {
        var media = new CountedMedia();
        media.Hold(["a", "b"], "m1");
        media.Hold(["a"], "m2");
        media.Hold(["a"], "m2");
        Assert.Equal((2, 1, 0), (media.HoldsOf("a"), media.HoldsOf("b"), media.HoldsOf("c")));

        media.Release(["a", "c"], "m1");
        media.Release(["a"], "m1");
        Assert.Equal((1, 1), (media.HoldsOf("a"), media.HoldsOf("b")));
    }

    [Fact]
    public void It_does_not_grow_without_end()
    {
        var media = new CountedMedia(limit: 3);
        for (var i = 0; i < 10; i++)
        {
            media.Hold([$"a{i}", "b"], $"m{i}");
        }

        Assert.Equal(0, media.HoldsOf("a0"));
        Assert.Equal(1, media.HoldsOf("a9"));
        Assert.InRange(media.HoldsOf("b"), 0, 3);
    }
}
