using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using OrleansIm.Support.Servers;

namespace OrleansIm.Support.Telemetry;

/// <summary>A collector of OpenTelemetry traces: takes what processes export over gRPC and keeps the spans.</summary>
public sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenSpan> _spans = new();

    private TraceCollector(WebApplication app, int port)
    {
        _app = app;
        Url = $"http://127.0.0.1:{port}";
    }

    public string Url { get; }

    public IReadOnlyCollection<SeenSpan> Spans => _spans;

    public static async Task<TraceCollector> StartAsync()
    {
        var port = FreePorts.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, static listener => listener.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        var collector = new TraceCollector(app, port);
        app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", collector.TakeAsync);
        app.MapFallback(AnswerAsync);
        await app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);

        // A byte for compression and four for the length come before the message.
        foreach (var span in SeenSpan.ReadExport(body.ToArray().AsMemory(5)))
        {
            _spans.Enqueue(span);
        }

        await AnswerAsync(context);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
