using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace OrleansIm.Gateway.Startup;

/// <summary>
/// Ctrl+C and SIGTERM, from the program's first moment on. Once it has started they stop it in good order. Before, they end it
/// at once: nothing has been promised to anybody, a start may wait for a database for minutes, and parts that are interrupted
/// in their midst complain with stack traces.
/// </summary>
public sealed class StopSignals : IHostLifetime, IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private volatile IHostApplicationLifetime? _host;

    public StopSignals() => _registrations =
    [
        Register(PosixSignal.SIGINT, 2), Register(PosixSignal.SIGQUIT, 3), Register(PosixSignal.SIGTERM, 15),
    ];

    /// <summary>Whom to stop, once it has started.</summary>
    public void Stop(IHostApplicationLifetime host) => _host = host;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    Task IHostLifetime.WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostLifetime.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private PosixSignalRegistration Register(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (_host is { ApplicationStarted.IsCancellationRequested: true } host)
        {
            host.StopApplication();
            return;
        }

        Console.Out.WriteLine("Stopped before it had started.");
        Environment.Exit(128 + number);
    });
}
