using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client.Personal;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Conversations;

/// <summary>What the user has set for all of its conversations.</summary>
internal sealed class SettingsHandler(OwnSettingsCalls calls) : IFrameHandler<SettingsFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, SettingsFrame frame)
    {
        var rules = await calls.ChangeAsync(session, frame.Change);
        return frame.Id is { } re ? new SettingsReceipt(re, rules) : null;
    }
}
