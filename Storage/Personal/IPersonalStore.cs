using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;

namespace OrleansIm.Storage.Personal;

/// <summary>
/// What users do with their conversations for themselves alone. Every write is durable on return, and saying it again changes
/// nothing; a user without a seat in the conversation has nothing to write to, and is told so. How things stand comes with
/// <see cref="Members.IMemberStore"/>'s memberships. All methods are safe to call concurrently.
/// </summary>
public interface IPersonalStore
{
    /// <summary>Stores the settings: pinned, no disturb, archived, mark. False if the user has no seat there.</summary>
    ValueTask<bool> SaveSettingsAsync(string user, string conversation, PersonalState state, CancellationToken cancellation);

    /// <summary>The conversation is not in the user's list until a message comes above <paramref name="head"/>. False if it has no seat there.</summary>
    ValueTask<bool> RemoveAsync(string user, string conversation, long head, CancellationToken cancellation);

    /// <summary>Stores what the user has begun to write; null drops what was written up to <paramref name="seq"/>, and no later draft.</summary>
    /// <param name="user">Who.</param>
    /// <param name="conversation">Where.</param>
    /// <param name="seq">A later message of the user's own sends it.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>False if the user has no seat there.</returns>
    ValueTask<bool> SaveDraftAsync(string user, string conversation, long seq, string? text, CancellationToken cancellation);

    /// <summary>Hides messages from the user. Null if it has no seat there.</summary>
    ValueTask<HideOutcome?> HideAsync(string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation);

    /// <summary>What the entries are; those that are not there are left out.</summary>
    ValueTask<IReadOnlyDictionary<long, ContentKind>> LoadKindsAsync(string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation);

    /// <summary>Messages hidden from the user above <paramref name="after"/>, ascending, the lowest <paramref name="limit"/> of them.</summary>
    ValueTask<IReadOnlyList<long>> LoadHiddenAsync(string user, string conversation, long after, int limit, CancellationToken cancellation);

    /// <summary>Those of the entries that the user may not see: from before its joining, or cleared or hidden by itself.</summary>
    ValueTask<IReadOnlyList<long>> LoadUnseenAsync(string user, string conversation, IReadOnlyList<long> seqs, CancellationToken cancellation);

    /// <summary>Those of the users who have hidden this entry from themselves, one by one.</summary>
    ValueTask<IReadOnlyList<string>> LoadHidersAsync(string conversation, long seq, IReadOnlyList<string> users, CancellationToken cancellation);

    /// <summary>Hides everything up to and including <paramref name="seq"/>, forward only. False if the user has no seat there.</summary>
    ValueTask<bool> ClearAsync(string user, string conversation, long seq, CancellationToken cancellation);

    /// <summary>As the log's reading forward, without what is hidden from the user.</summary>
    ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string user, string conversation, long after, long upTo, int limit, CancellationToken cancellation);

    /// <summary>As the log's reading backward, without what is hidden from the user.</summary>
    ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string user, string conversation, long before, long downTo, int limit, CancellationToken cancellation);

    /// <summary>The newest entry in <c>(downTo, before)</c> that a chat list shows and that is not hidden from the user; null if there is none.</summary>
    ValueTask<LogEntry?> ReadListedAsync(string user, string conversation, long before, long downTo, CancellationToken cancellation);

    /// <summary>What these users have set for all of their conversations; those who have set nothing are left out.</summary>
    ValueTask<IReadOnlyDictionary<string, OwnRules>> LoadRulesAsync(IReadOnlyList<string> users, CancellationToken cancellation);

    /// <summary>Stores all that the user has set.</summary>
    ValueTask SaveRulesAsync(string user, OwnRules rules, CancellationToken cancellation);

    /// <summary>Members of a conversation, departed ones included, who have switched their read receipts off.</summary>
    ValueTask<IReadOnlyList<string>> LoadQuietAsync(string conversation, CancellationToken cancellation);
}
