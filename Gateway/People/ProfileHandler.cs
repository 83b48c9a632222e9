using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.People;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.People;
using Polly;

namespace OrleansIm.Gateway.People;

/// <summary>What users show of themselves: asked for by their exact ids, and set by each for itself.</summary>
internal sealed class ProfileHandler(IGrainFactory grains, ResiliencePipeline retries) : IFrameHandler<ProfileFrame>, IFrameHandler<ProfileSetFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, ProfileFrame frame) =>
        AskAsync(session, frame.Id!, frame, static (grain, frame) => grain.ProfilesAsync([.. frame.Users]));

    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, ProfileSetFrame frame) =>
        AskAsync(session, frame.Id!, frame, static (grain, frame) => grain.SetProfileAsync(frame.Change));

    private async ValueTask<ServerFrame?> AskAsync<TFrame>(
        ClientSession session, string id, TFrame frame, Func<IPeopleGrain, TFrame, ValueTask<ProfileList>> ask)
    {
        var grain = grains.GetGrain<IPeopleGrain>(GrainKeys.User(session.Facts.User));
        var answer = await retries.ExecuteAsync(
            static async (call, _) =>
            {
                var answer = await call.ask(call.grain, call.frame);
                BusyException.ThrowIf(answer.Code);
                return answer;
            },
            (ask, grain, frame));
        return new ProfilesReceipt(id, answer.Profiles);
    }
}
