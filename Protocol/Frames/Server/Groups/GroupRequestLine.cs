namespace OrleansIm.Protocol.Frames.Server.Groups;

/// <summary>Somebody waits to be let in.</summary>
/// <param name="User">Who.</param>
/// <param name="By">Who proposed it: a member, or itself.</param>
/// <param name="Text">What it says.</param>
/// <param name="Time">Since when, Unix milliseconds.</param>
public readonly record struct GroupRequestLine(string User, string By, string Text, long Time);
