using System.Collections.Concurrent;
using Orleans.Concurrency;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A user's grain that gives the answers a test has put in, and is content when there are none.</summary>
internal sealed class FakeUser : IUserGrain
{
    public static readonly SyncBatch Nothing = new(Known: true, [], 0, 0, 0, More: false);

    public ConcurrentQueue<Func<SessionOpened>> Opens { get; } = new();

    public ConcurrentQueue<Func<SyncBatch>> Syncs { get; } = new();

    public ConcurrentQueue<ErrorCode> Closes { get; } = new();

    /// <summary>Answered to every opening that has no answer of its own.</summary>
    public SessionOpened Opened { get; set; } = new(0, []);

    /// <summary>Answered to every closing that has no answer of its own.</summary>
    public ErrorCode Closed { get; set; }

    /// <summary>Answered to every touch; null lets it run into a time-out.</summary>
    public SessionStanding? Standing { get; set; } = new(Known: true, Live: true, Rev: 0);

    public int TouchCalls { get; private set; }

    public int OpenCalls { get; private set; }

    public ConcurrentQueue<SyncRequest> SyncCalls { get; } = new();

    public ConcurrentQueue<bool> CloseCalls { get; } = new();

    public ValueTask<SessionOpened> OpenAsync(OpenSession request)
    {
        OpenCalls++;
        return new(Opens.TryDequeue(out var answer) ? answer() : Opened);
    }

    public ValueTask<SyncBatch> SyncAsync(SyncRequest request)
    {
        SyncCalls.Enqueue(request);
        return new(Syncs.TryDequeue(out var answer) ? answer() : Nothing);
    }

    public ValueTask<ErrorCode> CloseAsync(string session, Immutable<SeqMark[]> acks, bool forget)
    {
        CloseCalls.Enqueue(forget);
        return new(Closes.TryDequeue(out var answer) ? answer : Closed);
    }

    public ValueTask AckAsync(string session, Immutable<SeqMark[]> acks) => ValueTask.CompletedTask;

    public ValueTask<SessionStanding> TouchAsync(string session)
    {
        TouchCalls++;
        return new(Standing ?? throw new TimeoutException());
    }

    public ValueTask StateAsync(string session, bool background) => ValueTask.CompletedTask;

    public ValueTask<ChatListPage> ConversationsAsync(string? after, int limit, WriteMark[] atLeast) => throw new NotSupportedException();

    public ValueTask RevokeAsync(string? device) => throw new NotSupportedException();
}
