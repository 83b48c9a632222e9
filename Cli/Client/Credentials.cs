namespace OrleansIm.Cli.Client;

/// <summary>Who logs in, from which device, with what proof. The token is made anew for each login, since it may have expired meanwhile.</summary>
internal sealed record Credentials(string User, string Device, Func<string> Token);
