using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Providers;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Grains.Operations;

/// <summary>
/// Who may not send, as this silo knows it: a copy of the stored list, read at the start, whenever an operator changed it, and
/// every few seconds in case that was missed. Asked once per batch of messages; while nobody is muted that is one comparison.
/// </summary>
internal sealed partial class MuteList(IMuteStore store, TimeProvider time, ILogger<MuteList> logger) : BackgroundService, IControllable
{
    /// <summary>Name under which all silos can be told to read the list.</summary>
    public const string Control = "oim.mutes";

    /// <summary>Most mutes at a time.</summary>
    public const int Limit = 10_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Dictionary<(string User, string Conversation), long> _until = [];

    public int Count => _until.Count;

    /// <summary>May the user not send to the conversation?</summary>
    public bool Covers(string user, string conversation)
    {
        var until = _until;
        return until.Count > 0 && (Holds(until, user, string.Empty) || Holds(until, user, conversation));
    }

    /// <summary>Before the silo takes its first grain.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public async Task LoadAsync(CancellationToken cancellation)
    {
        // One after the other: one that began before a change must not overwrite what one after it has read.
        await _turn.WaitAsync(cancellation);
        try
        {
            var mutes = await store.LoadAsync(time.GetUtcNow().ToUnixTimeMilliseconds(), Limit, cancellation);
            _until = mutes.ToDictionary(static mute => (mute.User, mute.Conversation), static mute => mute.Until);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _turn.Dispose();
    }

    async Task<object?> IControllable.ExecuteCommand(int command, object? arg)
    {
        await LoadAsync(CancellationToken.None);
        return Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryLoadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task TryLoadAsync(CancellationToken stopping)
    {
        try
        {
            await LoadAsync(CancellationToken.None).UntilStopAsync(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // What is known goes on to hold.
            LogFailed(failure);
        }
    }

    private bool Holds(Dictionary<(string User, string Conversation), long> all, string user, string conversation) =>
        all.TryGetValue((user, conversation), out var until) && until > time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(3042, LogLevel.Warning, "The list of mutes could not be read; the one at hand goes on to hold")]
    private partial void LogFailed(Exception failure);
}
