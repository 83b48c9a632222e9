namespace OrleansIm.Cli.Client.Events;

/// <summary>It is over, and nobody tries again: the server said so, or it never answered.</summary>
internal sealed record Ended(string Reason) : ClientEvent;
