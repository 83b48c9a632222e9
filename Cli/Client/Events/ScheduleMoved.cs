namespace OrleansIm.Cli.Client.Events;

/// <summary>A message that was to be sent later was set or cancelled on another device, was sent, or was refused.</summary>
internal sealed record ScheduleMoved(string What, string Conversation, DateTimeOffset At, string? Code) : ClientEvent;
