using OrleansIm.Storage.Log;

namespace OrleansIm.Sabotage;

/// <summary>Whoever appends is taken for the owner: what was refused for its epoch or its place goes to the end of the log.</summary>
internal sealed class UnfencedLog(IMessageLog real) : LogInBetween(real)
{
    public override async ValueTask<AppendStatus[]> AppendAsync(IReadOnlyList<ConversationAppend> batch, CancellationToken cancellation)
    {
        var statuses = await Real.AppendAsync(batch, cancellation);
        for (var i = 0; i < statuses.Length; i++)
        {
            while (statuses[i] == AppendStatus.Fenced && await Real.LoadAsync(batch[i].Conversation, 0, cancellation) is { } now)
            {
                var again = batch[i] with
                {
                    Epoch = now.Epoch,
                    Entries = [.. batch[i].Entries.Select((entry, place) => entry with { Seq = now.Head + place + 1 })],
                };
                statuses[i] = (await Real.AppendAsync([again], cancellation))[0];
            }
        }

        return statuses;
    }
}
