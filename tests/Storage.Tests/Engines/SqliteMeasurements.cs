namespace OrleansIm.Storage.Tests.Engines;

/// <summary>Figures for the decision record; run with <c>--explicit only</c>.</summary>
public sealed class SqliteMeasurements(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(256)]
    public async Task Append(int perBatch)
    {
        await using var storage = await SqliteUnderTest.CreateAsync();
        output.WriteLine(await Measurement.AppendAsync(
            storage.Log, 500, perBatch, TimeSpan.FromSeconds(10), () => TimeSpan.Zero));
    }

    [Fact(Explicit = true)]
    public async Task Memberships()
    {
        await using var storage = await SqliteUnderTest.CreateAsync();
        output.WriteLine(await Measurement.MembershipsAsync(storage.Log, storage.Members, 1000));
    }
}
