using OrleansIm.Gateway.Startup;

if (Arguments.AskForHelp(args))
{
    await Console.Out.WriteLineAsync(Arguments.Help("Gateway", "OrleansIm's client ports in front of a cluster of silos."));
    return 0;
}

using var signals = new StopSignals();
try
{
    await using var app = GatewayServer.Build(args, signals);
    await app.RunAsync();
    await Console.Out.WriteLineAsync("Stopped.");
    return 0;
}
catch (Exception failure) when (StartupFailure.Explain(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync($"error: {sentence}");
    return 1;
}
