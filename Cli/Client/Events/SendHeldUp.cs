namespace OrleansIm.Cli.Client.Events;

/// <summary>The server can't take it just now; it is sent again until it can. Told once for each message.</summary>
internal sealed record SendHeldUp(OutgoingMessage Message, string Reason) : ClientEvent;
