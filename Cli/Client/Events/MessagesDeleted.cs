namespace OrleansIm.Cli.Client.Events;

/// <summary>Another device of the user has deleted messages for the user.</summary>
internal sealed record MessagesDeleted(string Conversation, IReadOnlyList<long> Seqs) : ClientEvent;
