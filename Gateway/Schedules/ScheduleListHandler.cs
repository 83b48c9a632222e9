using OrleansIm.Domain.Schedules;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Schedules;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Schedules;

namespace OrleansIm.Gateway.Schedules;

/// <summary>Lists what is to be sent later.</summary>
internal sealed class ScheduleListHandler(ScheduleCalls calls) : IFrameHandler<ScheduleListFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ScheduleListFrame frame)
    {
        var after = frame.After is { } text && SchedulePlace.TryParse(text, out var place) ? place : SchedulePlace.First;
        var page = await calls.PageAsync(session, grain => grain.ListAsync(after, frame.Limit));
        return new ScheduleListReceipt(frame.Id!, page.Items, page.More ? page.Items[^1].Place.ToString() : null);
    }
}
