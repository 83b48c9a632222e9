using OrleansIm.Storage.Log;

namespace OrleansIm.Storage.Tests.Engines;

/// <summary>Base of everything that is asked of both engines.</summary>
public abstract class EngineContract : IAsyncLifetime
{
    protected const string Pair = "d:alice:bob";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected StorageUnderTest Storage { get; private set; } = null!;

    protected IMessageLog Log => Storage.Log;

    public async ValueTask InitializeAsync() => Storage = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<StorageUnderTest> CreateAsync();

    protected async Task<AppendStatus> Append(ConversationAppend part) => (await Log.AppendAsync([part], Token))[0];

    protected async Task Commit(ConversationAppend part) => Assert.Equal(AppendStatus.Committed, await Append(part));
}
