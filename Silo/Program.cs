using OrleansIm.Silo.Startup;

try
{
    await using var app = await AllInOne.BuildAsync(args);
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartupFailure.Explain(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync($"error: {sentence}");
    return 1;
}
