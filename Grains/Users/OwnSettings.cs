using OrleansIm.Domain.Users;
using OrleansIm.Grains.Delivery;
using OrleansIm.Grains.Interfaces.Personal;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Users;

/// <summary>What the user has set for all of its conversations. Read when somebody asks for it first.</summary>
internal sealed class OwnSettings(string user, List<UserSession> sessions, IPersonalStore store, GatewayOutboxes outboxes)
{
    private OwnRules? _rules;

    /// <summary>Tells all silos that the user's rules have changed; ends when they know.</summary>
    public Func<Task> TellAsync { get; init; } = static () => Task.CompletedTask;

    /// <summary>True once they were read.</summary>
    public bool AreKnown => _rules is not null;

    /// <summary>True if the user is told what others have read: those only who say what they read themselves.</summary>
    public bool HearsOfReads => _rules is { ReadReceipts: true };

    /// <summary>Reads them, the first time.</summary>
    public async ValueTask<OwnRules> LearnAsync() => _rules ??= (await store.LoadRulesAsync([user], CancellationToken.None)).Of(user);

    /// <summary>What holds after a change. Who may write and ask, and who is told what has arrived, holds everywhere on return, also if it was stored before.</summary>
    public async ValueTask<UserSettings> ChangeAsync(string session, RulesChange change)
    {
        var before = await LearnAsync();
        var rules = before.With(change);
        if (rules != before)
        {
            // Whether it is stored is not known until it is: if that fails, it is read again.
            _rules = null;
            await store.SaveRulesAsync(user, rules, CancellationToken.None);
            _rules = rules;
            new SessionPushes(user, sessions, outboxes).Settings(rules, session);
        }

        if (change.Write is not null || change.Add is not null || change.ReadReceipts is not null)
        {
            await TellAsync();
        }

        return Answer(rules);
    }

    private static UserSettings Answer(OwnRules rules) => new(ErrorCode.None, rules.ReadReceipts, rules.Write, rules.Add, rules.Presence);
}
