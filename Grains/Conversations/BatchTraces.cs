using System.Diagnostics;
using OrleansIm.Domain.Messages;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Telemetry;

namespace OrleansIm.Grains.Conversations;

/// <summary>Which entries of a batch came from messages that are sampled. Costs nothing for a batch without one.</summary>
internal readonly struct BatchTraces(AppendRequest request)
{
    private readonly Dictionary<long, string>? _bySeq = request.Traces is null ? null : [];

    /// <summary>Trace parents of what was taken.</summary>
    public IReadOnlyList<string> Taken => _bySeq is null ? [] : [.. _bySeq.Values];

    /// <summary>The grain's part in the trace of the batch's first sampled message, linked to the others'.</summary>
    public static Activity? Span(AppendRequest request, string conversation)
    {
        Activity? span = null;
        foreach (var trace in request.Traces ?? [])
        {
            if (span is not null)
            {
                span.Link(trace);
            }
            else if ((span = Traces.Follow("oim.conversation.append", ActivityKind.Server, trace)) is not null)
            {
                span.SetTag("oim.conversation", conversation);
                span.SetTag("oim.batch.messages", request.Drafts.Length);
            }
        }

        return span;
    }

    /// <summary>A draft became an entry.</summary>
    public void Takes(LogEntry entry, int draft)
    {
        if (_bySeq is not null && request.Traces![draft] is { } trace)
        {
            _bySeq[entry.Seq] = trace;
        }
    }

    public string? Of(LogEntry entry) => _bySeq?.GetValueOrDefault(entry.Seq);
}
