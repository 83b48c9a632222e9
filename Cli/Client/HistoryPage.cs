namespace OrleansIm.Cli.Client;

/// <summary>Entries in ascending order, and whether there are older ones.</summary>
internal sealed record HistoryPage(IReadOnlyList<ChatMessage> Messages, bool HasOlder);
