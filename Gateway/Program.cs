using OrleansIm.Gateway.Startup;

try
{
    await using var app = GatewayServer.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartupFailure.Explain(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync($"error: {sentence}");
    return 1;
}
