using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Connections.Proxied;

/// <summary>
/// First on a client port, before TLS: takes the load balancer's header off the connection and puts the client's address in
/// the place of the balancer's. Who breaks the rule is disconnected without a word: it does not speak the language yet.
/// </summary>
internal sealed partial class ProxyMiddleware(
    ConnectionDelegate next, ProxyRule rule, TimeProvider time, ILogger<ProxyMiddleware> logger)
{
    /// <summary>What balancers do to see whether somebody listens; no reason to warn of anything.</summary>
    private const string HealthCheck = "it left without a word, as health checks do";

    private static readonly TimeSpan BetweenComplaints = TimeSpan.FromMinutes(1);

    private long _complained;

    public async Task OnConnectionAsync(ConnectionContext connection)
    {
        if (!rule.Expects(connection.RemoteEndPoint))
        {
            if (rule.Required)
            {
                End(connection, "it comes from none of the networks in Gateway__ProxyProtocol__From");
                return;
            }
        }
        else if (await ReadAsync(connection) is { } complaint)
        {
            End(connection, complaint);
            return;
        }

        await next(connection);
    }

    /// <summary>What is wrong with the start of the connection; null if nothing is.</summary>
    private async Task<string?> ReadAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        using var deadline = new CancellationTokenSource(rule.Patience, time);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(deadline.Token);
                var buffer = read.Buffer;
                var status = ProxyHeader.TryRead(ref buffer, out var client);
                if (status == ProxyStatus.Header)
                {
                    // Behind the header nothing is looked at yet: what is there already is read again at once.
                    input.AdvanceTo(buffer.Start);
                    connection.RemoteEndPoint = client ?? connection.RemoteEndPoint;
                    return null;
                }

                var silent = buffer.IsEmpty;
                input.AdvanceTo(buffer.Start, buffer.End);
                if (status == ProxyStatus.Bad || read.IsCompleted)
                {
                    return silent ? HealthCheck : "it does not begin with a header of the PROXY protocol, version 2";
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return $"the header of the PROXY protocol did not come in {rule.Patience.TotalSeconds:0} s";
        }
        catch (Exception failure) when (failure is ConnectionResetException or ConnectionAbortedException or IOException)
        {
            return HealthCheck;
        }
    }

    private void End(ConnectionContext connection, string complaint)
    {
        LogEnded(connection.RemoteEndPoint, complaint);

        // A balancer that is set up wrongly sends thousands of these: one a minute says it.
        var now = time.GetTimestamp();
        var last = Volatile.Read(ref _complained);
        if (!ReferenceEquals(complaint, HealthCheck)
            && (last == 0 || time.GetElapsedTime(last, now) >= BetweenComplaints)
            && Interlocked.CompareExchange(ref _complained, now, last) == last)
        {
            LogComplaint(connection.RemoteEndPoint, complaint);
        }

        connection.Abort(new ConnectionAbortedException(complaint));
    }

    [LoggerMessage(2011, LogLevel.Debug, "A connection from {Remote} was ended: {Complaint}")]
    private partial void LogEnded(EndPoint? remote, string complaint);

    [LoggerMessage(2012, LogLevel.Warning, "A connection from {Remote} was ended, and others may have been: {Complaint}")]
    private partial void LogComplaint(EndPoint? remote, string complaint);
}
