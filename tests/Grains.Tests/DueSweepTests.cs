using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansIm.Grains.Tests;

/// <summary>What looks for due things in the background.</summary>
public sealed class DueSweepTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>A silo that alone has lost the database has to leave at once, and not when the database's driver gives up.</summary>
    [Fact]
    public async Task A_stop_does_not_wait_for_a_storage_that_does_not_answer()
    {
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var sweep = new Unanswered(lifetime);
        await sweep.StartAsync(TestContext.Current.CancellationToken);
        lifetime.NotifyStarted();
        await sweep.Asked.WaitAsync(Patience, TestContext.Current.CancellationToken);

        lifetime.StopApplication();
        await sweep.StopAsync(CancellationToken.None).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    private sealed class Unanswered(ApplicationLifetime lifetime) : DueSweep(lifetime, TimeProvider.System)
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<IReadOnlyList<string>> _never = new();

        public Task Asked => _asked.Task;

        protected override ValueTask<IReadOnlyList<string>> DueAsync(long now, string after, int limit)
        {
            _asked.TrySetResult();
            return new(_never.Task);
        }

        protected override ValueTask WakeAsync(string due) => default;

        protected override void NotSwept(Exception failure)
        {
        }

        protected override void NotWoken(string due, string reason)
        {
        }
    }
}
