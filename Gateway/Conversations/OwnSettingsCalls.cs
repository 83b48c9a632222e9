using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using Polly;

namespace OrleansIm.Gateway.Conversations;

/// <summary>
/// What the user of a session has set for all of its conversations. Asked each time and remembered nowhere else than in the user's grain: so
/// from the receipt of a change on it holds for all of the user's sessions, wherever they are.
/// </summary>
internal sealed class OwnSettingsCalls(IGrainFactory grains, ResiliencePipeline retries)
{
    /// <summary>May others be told what the user has read, and the user what others have?</summary>
    public ValueTask<bool> ReadReceiptsAsync(ClientSession session) => AskAsync(session, null);

    /// <summary>Sets it if it is given, and answers what holds.</summary>
    public async ValueTask<bool> AskAsync(ClientSession session, bool? readReceipts)
    {
        var settings = await retries.ExecuteAsync(
            static async (call, _) =>
            {
                var settings = await call.grain.SettingsAsync(call.session.Facts.Session, call.readReceipts);
                BusyException.ThrowIf(settings.Code);
                return settings;
            },
            (grain: grains.GetGrain<IUserChatsGrain>(GrainKeys.User(session.Facts.User)), session, readReceipts));
        return settings.ReadReceipts;
    }
}
