using System.Collections.Concurrent;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Tests.Cluster;

/// <summary>A real log whose commits or reads of chosen conversations fail when asked to.</summary>
public sealed class FaultyLog(IMessageLog log) : IMessageLog
{
    private readonly ConcurrentDictionary<string, Fault> _next = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unreadable = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _finds = new(StringComparer.Ordinal);

    /// <summary>How often a client id was looked up in this conversation.</summary>
    public int FindsOf(string conversation) => _finds.GetValueOrDefault(conversation);

    /// <summary>The next commit of this conversation fails.</summary>
    public void FailNext(string conversation, Fault fault) => _next[conversation] = fault;

    /// <summary>Reads of this conversation fail until told otherwise.</summary>
    public void FailReads(string conversation, bool fail) => _unreadable[conversation] = fail;

    /// <summary>Ranges of this conversation are read at once, but not handed out before <paramref name="until"/>.</summary>
    public void HoldReads(string conversation, Task until) => _held[conversation] = until;

    public async ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation)
    {
        Fault? fault = null;
        foreach (var append in batch)
        {
            if (_next.TryRemove(append.Conversation, out var due))
            {
                fault = due;
            }
        }

        if (fault == Fault.Before)
        {
            throw new DatabaseDownException();
        }

        var statuses = await log.AppendAsync(batch, cancellation);
        return fault is null ? statuses : throw new DatabaseDownException();
    }

    public ValueTask<Claim> ClaimAsync(string conversation, CancellationToken cancellation) =>
        Readable(conversation).ClaimAsync(conversation, cancellation);

    public ValueTask<ConversationSnapshot?> LoadAsync(string conversation, int recent, CancellationToken cancellation) =>
        Readable(conversation).LoadAsync(conversation, recent, cancellation);

    public async ValueTask<IReadOnlyList<LogEntry>> ReadForwardAsync(
        string conversation, long after, long upTo, int limit, CancellationToken cancellation)
    {
        var entries = await Readable(conversation).ReadForwardAsync(conversation, after, upTo, limit, cancellation);
        await _held.GetValueOrDefault(conversation, Task.CompletedTask);
        return entries;
    }

    public ValueTask<IReadOnlyList<LogEntry>> ReadBackwardAsync(
        string conversation, long before, long downTo, int limit, CancellationToken cancellation) =>
        Readable(conversation).ReadBackwardAsync(conversation, before, downTo, limit, cancellation);

    public ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation)
    {
        _finds.AddOrUpdate(conversation, 1, static (_, count) => count + 1);
        return Readable(conversation).FindAsync(conversation, sender, clientId, cancellation);
    }

    public ValueTask<long> CountedAtAsync(string conversation, long seq, CancellationToken cancellation) =>
        Readable(conversation).CountedAtAsync(conversation, seq, cancellation);

    private IMessageLog Readable(string conversation) =>
        _unreadable.GetValueOrDefault(conversation) ? throw new DatabaseDownException() : log;
}
