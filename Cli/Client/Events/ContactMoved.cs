namespace OrleansIm.Cli.Client.Events;

/// <summary>Something happened between this user and another.</summary>
/// <param name="What">request, accept, reject, remove or set.</param>
/// <param name="By">Who did it.</param>
/// <param name="User">The other.</param>
/// <param name="Greeting">What was said with a request; null for nothing.</param>
internal sealed record ContactMoved(string What, string By, string User, string? Greeting) : ClientEvent;
