using OrleansIm.Domain.Messages;

namespace OrleansIm.Storage.Log;

/// <summary>
/// What members have reacted. Written by the log, in the append that holds the entry, and gone with the message when it is recalled.
/// Numbers are kept with each message, so that reading a page costs the same however many have reacted.
/// </summary>
public interface IReactionStore
{
    /// <summary>The sums of each message with reactions among the entries <c>from &lt;= seq &lt;= to</c>, the oldest emoji first.</summary>
    ValueTask<IReadOnlyDictionary<long, IReadOnlyList<ReactionSum>>> SumsAsync(
        string conversation, long from, long to, string user, CancellationToken cancellation);

    /// <summary>The emoji that anybody has set on one message, and every one that this user has ever set, as it stands now.</summary>
    ValueTask<(IReadOnlyList<string> Standing, IReadOnlyList<Reaction> Own)> OfAsync(string conversation, long seq, string user, CancellationToken cancellation);
}
