namespace OrleansIm.Cli.Client.Events;

/// <summary>Somebody is writing in a conversation just now.</summary>
internal sealed record Typing(string Conversation, string User) : ClientEvent;
