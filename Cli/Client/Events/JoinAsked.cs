namespace OrleansIm.Cli.Client.Events;

/// <summary>Somebody waits to be let into a group that this user leads.</summary>
/// <param name="Group">Its id.</param>
/// <param name="User">Who.</param>
/// <param name="By">Who asked for it: the same, or a member.</param>
/// <param name="Text">What was said with it; null for nothing.</param>
internal sealed record JoinAsked(string Group, string User, string By, string? Text) : ClientEvent;
