using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OrleansIm.Gateway.Connections;

/// <summary>
/// Stands between a connection and the framework's WebSocket on it. What is against the WebSocket standard (text that is no
/// UTF-8, above all) the framework answers by itself with a close after which nothing can be sent any more; so the reason is
/// put in front of that close here.
/// </summary>
internal sealed class ReasonedUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    private Stream? _stream;

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <summary>Gives a whole WebSocket frame to be written before the framework's own close, or nothing.</summary>
    public Func<ReadOnlyMemory<byte>> Reason { get; set; } = static () => default;

    public async Task<Stream> UpgradeAsync() => _stream = new ReasonedStream(await inner.UpgradeAsync(), () => Reason());

    /// <summary>
    /// Reads on without looking until the client hangs up or falls silent: ending a connection with unread bytes in it would
    /// reset it and destroy the reason on its way. Only when the WebSocket reads no more.
    /// </summary>
    public async Task LingerAsync(TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(ConnectionLife.Linger, time);
        var scratch = new byte[1024];
        var read = 1;
        while (read > 0 && !deadline.IsCancellationRequested && _stream is not null)
        {
            using var quiet = new CancellationTokenSource(ConnectionLife.Quiet, time);
            read = await _stream.ReadAsync(scratch, quiet.Token);
        }
    }

    /// <summary>Has to run before the WebSocket middleware, which takes the upgrade as it finds it.</summary>
    public static Task UseAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new ReasonedUpgrade(upgrade));
        }

        return next(context);
    }
}
