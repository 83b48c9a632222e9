namespace OrleansIm.Cli.Client.Events;

/// <summary>The server won't take a message.</summary>
internal sealed record SendRefused(OutgoingMessage Message, string Reason) : ClientEvent;
