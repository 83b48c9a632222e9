using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Conversations;

/// <summary>
/// The right to write one conversation's log, and the state that goes with it. Taken before the first write by raising the
/// epoch; lost when an append fails, whatever the reason: then everything is read anew.
/// </summary>
internal sealed class Ownership(string id, IMessageLog log, PairKeeper? pair = null)
{
    private Task? _looking;
    private Task? _taking;
    private readonly List<Action<Conversation>> _amendments = [];
    private bool _owned;
    private int _loading;

    /// <summary>Called with the state whenever the right to write was taken: members may have missed what an earlier owner wrote last.</summary>
    public Action<Conversation>? OnTaken { get; set; }

    /// <summary>The conversation as known; meaningful after <see cref="LookAsync"/> or <see cref="TakeAsync"/>.</summary>
    public Conversation State { get; private set; } = new(id);

    /// <summary>The epoch to write under; meaningful after <see cref="TakeAsync"/>.</summary>
    public long Epoch { get; private set; }

    /// <summary>Changes whenever <see cref="State"/> was thrown away.</summary>
    public int Generation { get; private set; }

    /// <summary>How it stands, for operators.</summary>
    public ConversationInspection Inspect(int watchers) =>
        new(_owned, _owned ? Epoch : 0, State.Head, State.Committed, State.Large, watchers);

    /// <summary>Reads the state once, without claiming the right to write: enough for those who only look.</summary>
    public Task LookAsync() => pair is { AreRulesStale: true } ? LookAnewAsync() : LookAtAllAsync();

    /// <summary>Completes when this is the owner. Concurrent callers share one attempt; a failed one is not remembered.</summary>
    public Task TakeAsync() => _owned ? Task.CompletedTask : Shared(ref _taking, ClaimAsync, again: true);

    /// <summary>Something of this generation failed to commit: nothing of it can be trusted any more.</summary>
    public void Lose(int generation)
    {
        if (generation == Generation)
        {
            Generation++;
            _owned = false;
            _looking = null;
        }
    }

    /// <summary>
    /// Something was stored beside the log: it changes the state as it is, and one that is being read at the moment, from before it was stored.
    /// </summary>
    /// <param name="change">Safe to repeat, and in any order with others.</param>
    public void Amend(Action<Conversation> change)
    {
        change(State);
        if (_loading > 0)
        {
            _amendments.Add(change);
        }
    }

    private static Task Shared(ref Task? running, Func<Task> start, bool again = false)
    {
        if (running is null || running.IsFaulted || running.IsCanceled || (again && running.IsCompleted))
        {
            running = start();
        }

        return running;
    }

    private Task LookAtAllAsync() => _owned ? Task.CompletedTask : Shared(ref _looking, ReadAsync);

    /// <summary>One of a pair has set other rules: they hold from this call on.</summary>
    private async Task LookAnewAsync()
    {
        await LookAtAllAsync();
        if (pair!.AreRulesStale)
        {
            await pair.ReadRulesAsync();
            State.Peers = pair.Peers;
        }
    }

    private async Task ReadAsync()
    {
        var state = await LoadAsync();
        if (!_owned)
        {
            State = state;
        }
    }

    private async Task<Conversation> LoadAsync()
    {
        _loading++;
        try
        {
            var reading = pair?.ReadAsync() ?? ValueTask.CompletedTask;
            var state = await ConversationLoader.LoadAsync(log, id, CancellationToken.None);
            await reading;
            state.Peers = pair?.Peers;
            _amendments.ForEach(amend => amend(state));
            return state;
        }
        finally
        {
            if (--_loading == 0)
            {
                _amendments.Clear();
            }
        }
    }

    private async Task ClaimAsync()
    {
        await LookAsync();
        var claim = await log.ClaimAsync(id, CancellationToken.None);

        // With the same head nothing can have been written since the state was read, so the second read is saved.
        if (Generation > 0 || claim.Head != State.Committed)
        {
            State = await LoadAsync();
        }

        Epoch = claim.Epoch;
        _owned = true;
        OnTaken?.Invoke(State);
    }
}
