namespace OrleansIm.Cli.Client.Events;

/// <summary>Something that happened between this client and the server.</summary>
internal abstract record ClientEvent;
