using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

public sealed class PostgresMessageLogTests(PostgresEngine engine) : MessageLogContract
{
    [Fact]
    public async Task A_row_that_only_the_server_refuses_fails_alone()
    {
        var token = TestContext.Current.CancellationToken;
        await using var storage = await PostgresUnderTest.CreateAsync(engine.Server);
        await storage.Log.ClaimAsync("g:a", token);
        await storage.Log.ClaimAsync("g:b", token);

        // Too large for an index page, and random so that it does not compress.
        var bytes = new byte[9000];
        new Random(1).NextBytes(bytes);
        var huge = Part("g:a", 1, Entry("g:a", 1, "u", Convert.ToBase64String(bytes)));
        for (var round = 1; round <= 3; round++)
        {
            var fault = await Assert.ThrowsAsync<AppendFaultException>(
                async () => await storage.Log.AppendAsync([huge, Part("g:b", 1, Entry("g:b", round, "u", Number(round)))], token));
            Assert.Equal([0], fault.Faults.Keys);
            Assert.Equal(AppendStatus.Committed, fault.Statuses[1]);
        }

        Assert.Equal(3, (await storage.Log.LoadAsync("g:b", 0, token))!.Head);
        Assert.Equal([AppendStatus.Committed], await storage.Log.AppendAsync([Part("g:a", 1, Entry("g:a", 1, "u", "small"))], token));
    }

    protected override async Task<StorageUnderTest> CreateAsync() => await PostgresUnderTest.CreateAsync(engine.Server);
}
