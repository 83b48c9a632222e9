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

    [Fact(Explicit = true)]
    public async Task Memberships()
    {
        await using var storage = await PostgresUnderTest.CreateAsync(engine.Server);
        output.WriteLine(await Measurement.MembershipsAsync(storage.Log, storage.Members, 1000));
    }

    /// <summary>What this machine does with nothing of ours in the way: the yardstick of the same minute.</summary>
    [Fact(Explicit = true)]
    public async Task BareInsert()
    {
        await using var storage = await PostgresUnderTest.CreateAsync(engine.Server);
        var postmaster = engine.Server.ProcessId;
        output.WriteLine(await BareInsertMeasurement.RunAsync(
            storage.ConnectionString, 256, TimeSpan.FromSeconds(10), () => Measurement.TimeOf(postmaster)));
    }
}
