namespace OrleansIm.Cli.Client.Events;

/// <summary>Something happened in a call.</summary>
/// <param name="Call">Which.</param>
/// <param name="What">invite, ring, accept, ...</param>
/// <param name="By">Who did it; empty for nobody.</param>
/// <param name="Outcome">What became of the call; null while it lasts.</param>
/// <param name="Duration">How long it lasted, milliseconds.</param>
internal sealed record CallMoved(string Call, string What, string By, string? Outcome, long Duration) : ClientEvent;
