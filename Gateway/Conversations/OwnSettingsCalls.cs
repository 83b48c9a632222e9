using OrleansIm.Domain.Users;
using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Personal;
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
    public async ValueTask<bool> ReadReceiptsAsync(ClientSession session) =>
        (await AskAsync(session, static (grain, asking) => grain.SettingsAsync(asking.Facts.Session, null))).ReadReceipts;

    /// <summary>Sets what is given, and answers what holds.</summary>
    public async ValueTask<OwnRules> ChangeAsync(ClientSession session, RulesChange change)
    {
        var settings = await AskAsync(session, (grain, asking) => grain.ChangeAsync(asking.Facts.Session, change));
        return new OwnRules(settings.ReadReceipts, settings.Write, settings.Add, settings.Presence);
    }

    private ValueTask<UserSettings> AskAsync(ClientSession session, Func<IUserChatsGrain, ClientSession, ValueTask<UserSettings>> ask) =>
        retries.ExecuteAsync(
            static async (call, _) =>
            {
                var settings = await call.ask(call.grain, call.session);
                BusyException.ThrowIf(settings.Code);
                return settings;
            },
            (grain: grains.GetGrain<IUserChatsGrain>(GrainKeys.User(session.Facts.User)), session, ask));
}
