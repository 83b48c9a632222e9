using OrleansIm.Domain.Identity;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Operators.Messages;
using OrleansIm.Storage.Members;

namespace OrleansIm.Console.Tests.Rules;

/// <summary>How far a message has come with a device.</summary>
public sealed class DeliveryStageTests
{
    private static readonly DeviceCursor Stored = new("bob", "phone", "g:a", 5);

    [Fact]
    public void It_is_received_if_either_cursor_says_so()
    {
        Assert.Equal(DeliveryStage.Received, StageOf(5, []));
        Assert.Equal(DeliveryStage.Received, StageOf(7, [Session("phone", live: true, acked: 7)]));
        Assert.Equal(7, MessageReader.StageOf(Stored, 7, [Session("phone", live: true, acked: 7)]).Cursor);
        Assert.Equal(5, MessageReader.StageOf(Stored, 7, [Session("phone", live: true, acked: 2)]).Cursor);
    }

    [Fact]
    public void Otherwise_it_depends_on_the_devices_own_session()
    {
        Assert.Equal(DeliveryStage.Pushed, StageOf(6, [Session("phone", live: true, acked: 5)]));
        Assert.Equal(DeliveryStage.CatchingUp, StageOf(6, [Session("phone", live: false, acked: 5)]));
        Assert.Equal(DeliveryStage.Waiting, StageOf(6, [Session("tablet", live: true, acked: 9)]));
        Assert.Equal(DeliveryStage.Waiting, StageOf(6, []));
        Assert.Equal(DeliveryStage.Unknown, StageOf(6, null));
    }

    private static DeliveryStage StageOf(long seq, IReadOnlyList<SessionInspection>? sessions) => MessageReader.StageOf(Stored, seq, sessions).Stage;

    private static SessionInspection Session(string device, bool live, long acked) =>
        new("s", device, DeviceClass.Mobile, "gw", 1, Background: false, live, [new SeqMark("g:a", acked), new SeqMark("g:b", 99)]);
}
