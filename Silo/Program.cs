using OrleansIm.Gateway.Startup;
using OrleansIm.Operators;
using OrleansIm.Silo.Startup;

if (args is [HashPassword.Command])
{
    return await HashPassword.RunAsync();
}

if (Arguments.AskForHelp(args))
{
    await Console.Out.WriteLineAsync(Arguments.Help("Silo", "an instant-messaging server, all in one; or a silo of a cluster."));
    return 0;
}

using var signals = new StopSignals();
try
{
    await using var app = await SiloServer.BuildAsync(args, signals);
    await app.RunAsync();
    await Console.Out.WriteLineAsync("Stopped.");

    // Set by whoever stopped it for a reason of its own.
    return Environment.ExitCode;
}
catch (Exception failure) when (StartupFailures.Explain(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync($"error: {sentence}");
    return 1;
}
