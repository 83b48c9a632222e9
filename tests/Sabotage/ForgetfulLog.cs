using OrleansIm.Domain.Messages;
using OrleansIm.Storage.Log;

namespace OrleansIm.Sabotage;

/// <summary>Client ids are kept, but as if each attempt had one of its own: a repetition is not known again.</summary>
internal sealed class ForgetfulLog(IMessageLog real) : LogInBetween(real)
{
    public override ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation) =>
        base.AppendAsync([.. batch.Select(static part => part with { Entries = [.. part.Entries.Select(Renamed)] })], cancellation);

    public override ValueTask<LogEntry?> FindAsync(string conversation, string sender, string clientId, CancellationToken cancellation) =>
        new((LogEntry?)null);

    private static LogEntry Renamed(LogEntry entry) =>
        entry.ClientId is null ? entry : entry with { ClientId = $"{entry.ClientId}#{Guid.NewGuid():N}" };
}
