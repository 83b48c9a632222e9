namespace OrleansIm.Cli.Client.Events;

/// <summary>Somebody has read a conversation up to <paramref name="Seq"/>.</summary>
internal sealed record ReadMoved(string Conversation, string User, long Seq) : ClientEvent;
