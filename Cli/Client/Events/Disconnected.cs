namespace OrleansIm.Cli.Client.Events;

/// <summary>The connection was lost; the client tries again after <paramref name="Wait"/>.</summary>
internal sealed record Disconnected(string Reason, TimeSpan Wait) : ClientEvent;
