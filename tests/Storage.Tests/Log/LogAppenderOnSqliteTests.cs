using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansIm.Storage.Log;
using OrleansIm.Storage.Tests.Engines;
using static OrleansIm.Storage.Tests.Engines.Figures;

namespace OrleansIm.Storage.Tests.Log;

public sealed class LogAppenderOnSqliteTests
{
    [Fact]
    public async Task Many_owners_on_several_lanes_get_dense_logs()
    {
        var token = TestContext.Current.CancellationToken;
        await using var storage = await SqliteUnderTest.CreateAsync();
        await using var appender = new LogAppender(
            storage.Log, Options.Create(new LogAppenderOptions { Lanes = 3 }), TimeProvider.System, NullLogger<LogAppender>.Instance);
        await appender.StartAsync(token);
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"g:{i}")];
        var outcomes = new List<Task<AppendStatus>>();
        foreach (var name in names)
        {
            await storage.Log.ClaimAsync(name, token);
        }

        for (var seq = 1; seq <= 100; seq++)
        {
            outcomes.AddRange(names.Select(name => appender.AppendAsync(Part(name, 1, Entry(name, seq, "u", Number(seq))))));
        }

        Assert.All(await Task.WhenAll(outcomes), status => Assert.Equal(AppendStatus.Committed, status));
        foreach (var name in names)
        {
            var log = await storage.Log.ReadForwardAsync(name, 0, long.MaxValue, 1000, token);
            Assert.Equal(Enumerable.Range(1, 100).Select(seq => (long)seq), log.Select(entry => entry.Seq));
        }
    }
}
