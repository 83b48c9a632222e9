using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansIm.Gateway.Links;
using OrleansIm.Gateway.Node;
using OrleansIm.Gateway.Options;
using OrleansIm.Gateway.People;
using OrleansIm.Gateway.Routing;
using Polly;

namespace OrleansIm.Gateway.Sessions;

/// <summary>What every session of a gateway shares.</summary>
internal sealed partial class SessionServices(
    IGrainFactory grains, FrameRouter router, GatewayNode node, LargeConversations large, ResiliencePipeline calls, LostAnswers answers, AckFlusher acks, RequestLookup requests, SessionEndings endings, GatewayMeter meter,
    IOptions<LimitOptions> limits, TimeProvider time, ILogger<SessionServices> logger)
{
    public IGrainFactory Grains { get; } = grains;

    public FrameRouter Router { get; } = router;

    public GatewayNode Node { get; } = node;

    public LargeConversations Large { get; } = large;

    /// <summary>Calls that are safe to repeat, tried again within a bound.</summary>
    public ResiliencePipeline Calls { get; } = calls;

    /// <summary>For calls that may be made twice in any order: those that a silo took with it are given up at once.</summary>
    public LostAnswers Answers { get; } = answers;

    public AckFlusher Acks { get; } = acks;

    public RequestLookup Requests { get; } = requests;

    public SessionEndings Endings { get; } = endings;

    public GatewayMeter Meter { get; } = meter;

    public LimitOptions Limits { get; } = limits.Value;

    public TimeProvider Time { get; } = time;

    [LoggerMessage(2101, LogLevel.Warning, "A request of {User} failed: {Frame}")]
    public partial void LogRequestFailed(string user, string frame, Exception failure);

    [LoggerMessage(2105, LogLevel.Information, "A call could not be told that a device of {User} is there, or has gone")]
    public partial void LogCallNotSeen(string user, Exception failure);

    [LoggerMessage(2102, LogLevel.Warning, "Catching up of {User} failed and is tried again")]
    public partial void LogSyncFailed(string user, Exception failure);

    [LoggerMessage(2104, LogLevel.Debug, "{User} catches up: {Reason}")]
    public partial void LogCatchingUp(string user, string reason);

    [LoggerMessage(2103, LogLevel.Warning, "Storing messages for {Conversation} failed and is tried again")]
    public partial void LogAppendFailed(string conversation, Exception failure);
}
