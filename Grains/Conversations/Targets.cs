using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Grains.Conversations;

/// <summary>Finds the message that somebody wants to act on.</summary>
internal sealed class Targets(IMessageLog log, LogWriter writer)
{
    /// <summary>The entry, if it is committed; one that is still on its way is waited for.</summary>
    public async ValueTask<LogEntry?> FindAsync(Conversation state, long seq)
    {
        if (seq > state.Committed && seq <= state.Head)
        {
            await writer.SettleAsync();
        }

        if (seq > state.Committed)
        {
            return null;
        }

        return state.Recent(seq)
            ?? (await log.ReadForwardAsync(state.Id, seq - 1, seq, 1, CancellationToken.None)).SingleOrDefault();
    }
}
