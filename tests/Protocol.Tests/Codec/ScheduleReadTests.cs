using OrleansIm.Domain;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Schedules;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

/// <summary>What has to do with messages that are sent later.</summary>
public sealed class ScheduleReadTests
{
    private const string Set = "{\"type\":\"schedule.set\",\"to\":{\"user\":\"bob\"},\"clientId\":\"c1\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}";

    [Fact]
    public void A_message_for_later_has_what_a_message_has_and_a_time()
    {
        var frame = Wire.Read<ScheduleSetFrame>(Wire.Native, Set + ",\"mentions\":[\"bob\"],\"replyTo\":7,\"silent\":true,\"expire\":30,\"at\":1000}");

        Assert.Equal((null, "bob", "c1", 1000L), (frame.Id, frame.Message.To.User, frame.Message.ClientId, frame.At));
        Assert.Equal(30, frame.Message.Expire);
        Assert.Equal(("bob", 7L, true), (Assert.Single(frame.Message.Mentions!), frame.Message.ReplyTo, frame.Message.Silent));
    }

    [Fact]
    public void Lists_and_cancels_are_read()
    {
        Assert.Equal(new ScheduleListFrame("1", null, 50), Wire.Read<ScheduleListFrame>(Wire.Native, "{\"type\":\"schedule.list\",\"id\":\"1\"}"));
        Assert.Equal(
            new ScheduleListFrame("1", "1000 d:alice:bob c 1", 200),
            Wire.Read<ScheduleListFrame>(Wire.Native, "{\"type\":\"schedule.list\",\"id\":\"1\",\"after\":\"1000 d:alice:bob c 1\",\"limit\":200}"));
        Assert.Equal(
            new ScheduleCancelFrame(null, "g:team", "c 1"),
            Wire.Read<ScheduleCancelFrame>(Wire.Native, "{\"type\":\"schedule.cancel\",\"conversation\":\"g:team\",\"clientId\":\"c 1\"}"));
    }

    [Theory]
    [InlineData(Set + "}")]
    [InlineData(Set + ",\"at\":0}")]
    [InlineData(Set + ",\"at\":\"1000\"}")]
    [InlineData("{\"type\":\"schedule.set\",\"to\":{\"user\":\"bob\"},\"clientId\":\"c1\",\"at\":1000}")]
    [InlineData("{\"type\":\"schedule.set\",\"to\":{\"user\":\"bob\"},\"content\":{\"type\":\"text\",\"text\":\"hi\"},\"at\":1000}")]
    [InlineData("{\"type\":\"schedule.list\"}")]
    [InlineData("{\"type\":\"schedule.list\",\"id\":\"1\",\"after\":\"nowhere\"}")]
    [InlineData("{\"type\":\"schedule.cancel\",\"conversation\":\"g:team\"}")]
    [InlineData("{\"type\":\"schedule.cancel\",\"clientId\":\"c1\"}")]
    public void What_is_missing_or_wrong_is_named(string json) =>
        Assert.Equal(ErrorCode.Invalid, Wire.Read<RefusedFrame>(Wire.Native, json).Code);
}
