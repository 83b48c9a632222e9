namespace OrleansIm.Cli.Client.Events;

/// <summary>
/// An entry, in order and once; only what this device sent comes a second time if its push was faster than its receipt.
/// </summary>
internal sealed record Arrived(ChatMessage Message) : ClientEvent;
