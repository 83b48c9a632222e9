using System.Threading.Channels;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Grains.Interfaces.Personal;

namespace OrleansIm.Gateway.Tests.Fakes;

/// <summary>A conversation whose answers the test gives, call by call.</summary>
internal sealed class FakeConversation : IConversationGrain
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private int _running;

    public int MostAtOnce { get; private set; }

    public int Waiting => _calls.Reader.Count;

    public ValueTask<Call> NextCallAsync() =>
        Patient.ForAsync("a call of the conversation", _calls.Reader.ReadAsync(TestContext.Current.CancellationToken));

    public async ValueTask<AppendResult[]> AppendAsync(AppendRequest request)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        var call = new Call(request);
        await _calls.Writer.WriteAsync(call);
        try
        {
            return await call.Answer.Task;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public ValueTask<HistoryResult> HistoryAsync(HistoryRequest request) => throw new NotSupportedException();

    public ValueTask<ActionResult> RecallAsync(MemberAction action) => throw new NotSupportedException();

    public ValueTask<ActionResult> ReadAsync(MemberAction action) => throw new NotSupportedException();

    public ValueTask<ActionResult> ClearAsync(MemberAction action) => throw new NotSupportedException();

    public ValueTask<ReadersResult> ReadersAsync(MemberAction action) => throw new NotSupportedException();

    internal sealed record Call(AppendRequest Request)
    {
        public TaskCompletionSource<AppendResult[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string[] ClientIds => [.. Request.Drafts.Select(draft => draft.ClientId)];

        /// <summary>All are taken, with sequences from <paramref name="first"/> on.</summary>
        public void Take(long first) =>
            Answer.SetResult([.. Request.Drafts.Select((_, i) => AppendResult.Taken(first + i, 1, dup: false))]);
    }
}
