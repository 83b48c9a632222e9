using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Schedules;
using Polly;

namespace OrleansIm.Gateway.Schedules;

/// <summary>Requests to what a user wants to be sent later: the way there, tried again within a bound.</summary>
internal sealed class ScheduleCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    public ValueTask<ScheduleResult> ChangeAsync(ClientSession session, Func<IScheduleGrain, ValueTask<ScheduleResult>> act) =>
        CallAsync(session, act, static result => (result.Code, result.Message));

    public ValueTask<SchedulePage> PageAsync(ClientSession session, Func<IScheduleGrain, ValueTask<SchedulePage>> ask) =>
        CallAsync(session, ask, static page => (page.Code, null));

    private ValueTask<T> CallAsync<T>(
        ClientSession session, Func<IScheduleGrain, ValueTask<T>> act, Func<T, (ErrorCode Code, string? Message)> codeOf) => retries.ExecuteAsync(
        static async (state, _) =>
        {
            var result = await state.act(state.grain);
            var (code, message) = state.codeOf(result);
            BusyException.ThrowIf(code, message);
            return result;
        },
        (grain: grains.GetGrain<IScheduleGrain>(GrainKeys.User(session.Facts.User)), act, codeOf));
}
