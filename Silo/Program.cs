using OrleansIm.Silo.Startup;

try
{
    await using var app = await SiloServer.BuildAsync(args);
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartupFailures.Explain(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync($"error: {sentence}");
    return 1;
}
