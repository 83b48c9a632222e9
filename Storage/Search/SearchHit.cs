using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Search;

namespace OrleansIm.Storage.Search;

/// <summary>A place at which all words are, or at which looking through a conversation ended.</summary>
/// <param name="Place">Where.</param>
/// <param name="Entry">The message as it is now; null if the words are not there, or not for this user.</param>
/// <param name="LeftSeq">The last entry that the user sees there; 0 while it is in.</param>
/// <param name="Last">True if the conversation has places below that were not looked at: what comes after this hit is not known to be next.</param>
public readonly record struct SearchHit(SearchPlace Place, LogEntry? Entry, long LeftSeq, bool Last);
