namespace OrleansIm.Cli.Client;

/// <summary>
/// Who logs in, from which device of which class, with what proof. The token is made anew for each login, since it may have
/// expired meanwhile.
/// </summary>
internal sealed record Credentials(string User, string Device, string DeviceClass, Func<string> Token);
