namespace OrleansIm.Cli.Client.Events;

/// <summary>An entry, once and in order. <paramref name="IsOwn"/> says that this device sent it and just got the receipt.</summary>
internal sealed record Arrived(ChatMessage Message, bool IsOwn) : ClientEvent;
