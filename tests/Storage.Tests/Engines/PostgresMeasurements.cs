namespace OrleansIm.Storage.Tests.Engines;

/// <summary>Figures for the decision record; run with <c>-explicit only</c>.</summary>
public sealed class PostgresMeasurements(PostgresEngine engine, ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(64)]
    [InlineData(256)]
    public async Task Append(int perBatch)
    {
        await using var storage = await PostgresUnderTest.CreateAsync(engine.Server);
        var postmaster = engine.Server.ProcessId;
        output.WriteLine(await Measurement.AppendAsync(
            storage.Log, 2000, perBatch, TimeSpan.FromSeconds(10), () => Measurement.TimeOf(postmaster)));
    }
}
