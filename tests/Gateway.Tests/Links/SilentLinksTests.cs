using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Gateway.Links;

namespace OrleansIm.Gateway.Tests.Links;

/// <summary>A connection between processes ends when something was said on it and nothing comes back, and only then.</summary>
public sealed class SilentLinksTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly Pipe _heard = new();
    private readonly Pipe _said = new();
    private readonly TaskCompletionSource _over = new();
    private readonly TaskCompletionSource<ConnectionContext> _begun = new();
    private readonly AbortedConnection _connection;
    private readonly Task _running;

    public SilentLinksTests()
    {
        _connection = new AbortedConnection(new TwoPipes(_heard.Reader, _said.Writer));
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).BuildServiceProvider();
        var builder = new ConnectionBuilder(services);
        builder.EndWhenSilent();
        builder.Run(connection =>
        {
            _begun.SetResult(connection);
            return _over.Task;
        });
        _running = builder.Build()(_connection);
    }

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _running;
    }

    [Fact]
    public async Task One_that_does_not_answer_is_ended()
    {
        await SayAsync();

        for (var seconds = 0; !_connection.IsAborted; seconds++)
        {
            Assert.True(seconds < 1000, "It was not ended in all that time.");
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True((await LinkAsync()).Unanswered > Patience);
    }

    [Fact]
    public async Task An_answer_counts_for_all_that_was_said_before()
    {
        await SayAsync();
        _time.Advance(Patience);
        await SayAsync();
        Assert.Equal(Patience, (await LinkAsync()).Unanswered);

        await HearAsync();
        Assert.Equal(TimeSpan.Zero, (await LinkAsync()).Unanswered);
    }

    [Fact]
    public async Task It_is_the_first_unanswered_word_that_counts()
    {
        for (var i = 0; i < 4; i++)
        {
            await SayAsync();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(TimeSpan.FromSeconds(4), (await LinkAsync()).Unanswered);
    }

    [Fact]
    public async Task One_on_which_nothing_was_said_may_be_silent()
    {
        await HearAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.Zero, (await LinkAsync()).Unanswered);
    }

    private async Task SayAsync() => await (await _begun.Task).Transport.Output.WriteAsync(new byte[] { 1 });

    private async Task HearAsync()
    {
        await _heard.Writer.WriteAsync(new byte[] { 1 });
        var input = (await _begun.Task).Transport.Input;
        var read = await input.ReadAsync();
        input.AdvanceTo(read.Buffer.End);
    }

    private async Task<WatchedLink> LinkAsync() => Assert.IsType<WatchedLink>((await _begun.Task).Transport);

    private sealed record TwoPipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class AbortedConnection(IDuplexPipe transport) : DefaultConnectionContext("test", transport, transport)
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }
}
