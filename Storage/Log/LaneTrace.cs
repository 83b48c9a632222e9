using System.Diagnostics;
using OrleansIm.Telemetry;

namespace OrleansIm.Storage.Log;

/// <summary>A group commit in the traces of the messages that are in it: the first one's child, linked to the others.</summary>
internal static class LaneTrace
{
    /// <summary>The span of a commit, or null if none of its messages is sampled.</summary>
    public static Activity? Of(List<LanePart> parts, int entries)
    {
        Activity? span = null;
        foreach (var part in parts)
        {
            foreach (var append in part.Appends)
            {
                foreach (var trace in append.Append.Traces)
                {
                    if (span is null)
                    {
                        span = Traces.Follow("oim.log.commit", ActivityKind.Internal, trace);
                        span?.SetTag("oim.batch.conversations", parts.Count);
                        span?.SetTag("oim.batch.entries", entries);
                    }
                    else
                    {
                        span.Link(trace);
                    }
                }
            }
        }

        return span;
    }
}
