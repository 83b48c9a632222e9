using OrleansIm.Gateway.Messages;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Calls;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Calls;
using Polly;

namespace OrleansIm.Gateway.Calls;

/// <summary>Requests about calls: the way to the conversation's calls, tried again within a bound, and the answer.</summary>
internal sealed class CallCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    public static ErrorFrame NoSuchCall(string? re) => ConversationCalls.Refusal(re, ErrorCode.NotFound, "There is no such call.");

    public static ErrorFrame TooFast(string? re, int wait) => new(re, ErrorCode.RateLimited, "Too fast. Please slow down.", wait);

    public static ServerFrame? Answer(string? re, CallResult result) =>
        result.Code != ErrorCode.None ? ConversationCalls.Refusal(re, result.Code, result.Message)
        : re is null ? null
        : new CallReceipt(re, result.Dup, result.Standing!);

    public ValueTask<CallResult> CallAsync<TOrder>(string conversation, TOrder order, Func<ICallGrain, TOrder, ValueTask<CallResult>> act) =>
        retries.ExecuteAsync(
            static async (call, _) =>
            {
                var result = await call.act(call.grain, call.order);
                BusyException.ThrowIf(result.Code, result.Message);
                return result;
            },
            (grain: grains.GetGrain<ICallGrain>(GrainKeys.Conversation(conversation)), order, act));
}
