namespace OrleansIm.Support.Checking.Gaps;

/// <summary>What one fault cost those who talked meanwhile.</summary>
/// <param name="Strike">The fault.</param>
/// <param name="Longest">Longest time without a receipt in a conversation in which somebody waited for one.</param>
/// <param name="Affected">Conversations that waited for more than a second.</param>
/// <param name="Conversations">Conversations with a receipt at all.</param>
/// <param name="SlowSends">Sends of that time that were answered more than a second after they were first said.</param>
/// <param name="Sends">Sends of that time.</param>
/// <param name="LongestAbsence">Longest time from a lost connection to the next login; null if none was lost.</param>
public sealed record Gap(
    Strike Strike, TimeSpan Longest, int Affected, int Conversations, int SlowSends, int Sends, TimeSpan? LongestAbsence);
