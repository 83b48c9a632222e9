using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Users;

/// <summary>What the user has set for all of its conversations. Read when somebody asks for it first.</summary>
internal sealed class OwnSettings(string user, List<UserSession> sessions, IPersonalStore store, GatewayOutboxes outboxes)
{
    private bool? _readReceipts;

    /// <summary>True once they were read.</summary>
    public bool AreKnown => _readReceipts is not null;

    /// <summary>True if the user is told what others have read: those only who say what they read themselves.</summary>
    public bool HearsOfReads => _readReceipts is true;

    /// <summary>Reads them, the first time.</summary>
    public async ValueTask<bool> LearnAsync() => _readReceipts ??= await store.LoadReadReceiptsAsync(user, CancellationToken.None);

    public async ValueTask<UserSettings> SettingsAsync(string session, bool? readReceipts)
    {
        var before = await LearnAsync();
        if (readReceipts is { } on && on != before)
        {
            // Whether it is stored is not known until it is: if that fails, it is read again.
            _readReceipts = null;
            await store.SaveReadReceiptsAsync(user, on, CancellationToken.None);
            _readReceipts = on;
            new SessionPushes(user, sessions, outboxes).Settings(on, session);
        }

        return new UserSettings(ErrorCode.None, readReceipts ?? before);
    }
}
