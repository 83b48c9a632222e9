using System.Diagnostics;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Gateway.Routing;

/// <summary>A sampled request: its span goes with the calls to grains.</summary>
internal static class CallTrace
{
    public static async ValueTask<ServerFrame?> RunAsync(Activity span, Func<ValueTask<ServerFrame?>> handle)
    {
        using (span)
        {
            // The context belongs to this flow alone and ends with it.
            RequestContext.Set(CallContext.Trace, span.Id!);
            var answer = await handle();
            if (answer is ErrorFrame error)
            {
                span.SetTag("oim.error", WireNames.Of(error.Code));
            }

            return answer;
        }
    }
}
