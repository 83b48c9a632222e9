namespace OrleansIm.Cli.Client.Events;

/// <summary>Logged in, and everything missed has been received.</summary>
internal sealed record Connected(bool IsFirst) : ClientEvent;
