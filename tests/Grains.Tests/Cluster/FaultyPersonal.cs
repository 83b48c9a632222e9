using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Storage.Personal;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>A real personal store that fails for chosen users when told to, after it has written.</summary>
public sealed class FaultyPersonal(IPersonalStore store) : IPersonalStore
{
    /// <summary>What this user hides is written, and nobody learns that it is; null for none.</summary>
    public string? LoseAnswersOf { get; set; }

    /// <summary>An answer, who has hidden something, that is held back; null for none.</summary>
    public HeldAnswer? HeldHiders { get; set; }

    /// <summary>To what this user hides there is no seat in the store; null for none.</summary>
    public string? Seatless { get; set; }

    public ValueTask<bool> SaveSettingsAsync(string user, string conversation, PersonalState state, CancellationToken cancellation) =>
        store.SaveSettingsAsync(user, conversation, state, cancellation);

    public ValueTask<bool> RemoveAsync(string user, string conversation, long head, CancellationToken cancellation) =>
        store.RemoveAsync(user, conversation, head, cancellation);

    public ValueTask<bool> SaveDraftAsync(string user, string conversation, long seq, string? text, CancellationToken cancellation) =>
        store.SaveDraftAsync(user, conversation, seq, text, cancellation);

    public async ValueTask<HideOutcome?> HideAsync(string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation)
    {
        var outcome = await store.HideAsync(KnownTo(user), conversation, seqs, cancellation);
        ThrowIfLost(user);
        return outcome;
    }

    public ValueTask<IReadOnlyDictionary<long, ContentKind>> LoadKindsAsync(
        string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation) => store.LoadKindsAsync(conversation, seqs, cancellation);

    public ValueTask<IReadOnlyList<long>> LoadHiddenAsync(
        string user, string conversation, long after, int limit, CancellationToken cancellation) =>
        store.LoadHiddenAsync(user, conversation, after, limit, cancellation);

    public ValueTask<IReadOnlyList<long>> LoadUnseenAsync(
        string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation) =>
        store.LoadUnseenAsync(user, conversation, seqs, cancellation);

    public ValueTask<IReadOnlyList<string>> LoadHidersAsync(
        string conversation, long seq, IReadOnlyList<string> users, CancellationToken cancellation) =>
        HeldHiders is { } held && held.Conversation == conversation
            ? held.HoldAsync(() => store.LoadHidersAsync(conversation, seq, users, cancellation))
            : store.LoadHidersAsync(conversation, seq, users, cancellation);

    public async ValueTask<bool> ClearAsync(string user, string conversation, long seq, CancellationToken cancellation)
    {
        var seated = await store.ClearAsync(KnownTo(user), conversation, seq, cancellation);
        ThrowIfLost(user);
        return seated;
    }

    public ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string user, string conversation, long after, long upTo, int limit, CancellationToken cancellation) =>
        store.ReadForwardAsync(user, conversation, after, upTo, limit, cancellation);

    public ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string user, string conversation, long before, long downTo, int limit, CancellationToken cancellation) =>
        store.ReadBackwardAsync(user, conversation, before, downTo, limit, cancellation);

    public ValueTask<LogEntry?> ReadListedAsync(string user, string conversation, long before, long downTo, CancellationToken cancellation) =>
        store.ReadListedAsync(user, conversation, before, downTo, cancellation);

    public ValueTask<IReadOnlyDictionary<string, OwnRules>> LoadRulesAsync(IReadOnlyList<string> users, CancellationToken cancellation) =>
        store.LoadRulesAsync(users, cancellation);

    public ValueTask SaveRulesAsync(string user, OwnRules rules, CancellationToken cancellation) =>
        store.SaveRulesAsync(user, rules, cancellation);

    public ValueTask<IReadOnlyList<string>> LoadQuietAsync(string conversation, CancellationToken cancellation) =>
        store.LoadQuietAsync(conversation, cancellation);

    private string KnownTo(string user) => user == Seatless ? $"nobody-{user}" : user;

    private void ThrowIfLost(string user)
    {
        if (user == LoseAnswersOf)
        {
            throw new DatabaseDownException();
        }
    }
}
