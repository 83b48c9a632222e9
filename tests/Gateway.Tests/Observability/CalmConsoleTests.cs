using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansIm.Gateway.Observability;

namespace OrleansIm.Gateway.Tests.Observability;

public sealed class CalmConsoleTests : IDisposable
{
    private static readonly EventId Kind = new(1);
    private static readonly SocketException Away = new((int)SocketError.ConnectionRefused);

    private readonly FakeTimeProvider _time = new();
    private readonly KeptLines _lines = new();
    private readonly CalmConsole _console;
    private readonly ILogger _logger;

    public CalmConsoleTests()
    {
        _console = new CalmConsole(_lines, _time);
        _logger = _console.CreateLogger("part");
    }

    public void Dispose() => _console.Dispose();

    [Fact]
    public void A_flood_of_one_kind_is_one_line_and_one_that_counts_the_others()
    {
        for (var i = 0; i < 1000; i++)
        {
            _logger.Log(LogLevel.Warning, Kind, Away, "Request {Number} failed", i);
        }

        Assert.Equal([$"Warning part Request 0 failed: {Away.Message}"], _lines.Lines);
        _time.Advance(CalmConsole.Period);
        Assert.Equal("Warning part 999 more complaints of this kind in 10 s", _lines.Lines[^1]);
        _time.Advance(CalmConsole.Period);
        _logger.Log(LogLevel.Warning, Kind, Away, "Request {Number} failed", 1000);
        Assert.Equal(3, _lines.Lines.Count);
    }

    [Fact]
    public void Other_kinds_and_lines_without_an_exception_are_not_held_back()
    {
        _logger.Log(LogLevel.Warning, Kind, Away, "one");
        _logger.Log(LogLevel.Warning, new EventId(2), Away, "two");
        _logger.Log(LogLevel.Warning, Kind, "three");
        _logger.Log(LogLevel.Warning, Kind, "three");

        Assert.Equal(4, _lines.Lines.Count);
    }

    [Fact]
    public void What_nobody_foresaw_keeps_its_stack_and_what_is_left_is_counted_at_the_end()
    {
        var bug = new InvalidOperationException("a bug");
        _logger.Log(LogLevel.Error, Kind, bug, "failed");
        _logger.Log(LogLevel.Error, Kind, bug, "failed");
        _time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(["Error part failed + InvalidOperationException"], _lines.Lines);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Error part 1 more complaints of this kind in 10 s", _lines.Lines[^1]);
    }

    [Fact]
    public void Debug_lines_have_everything()
    {
        _logger.Log(LogLevel.Debug, Kind, Away, "failed");
        _logger.Log(LogLevel.Debug, Kind, Away, "failed");

        Assert.Equal(["Debug part failed + SocketException", "Debug part failed + SocketException"], _lines.Lines);
    }

    private sealed class KeptLines : ILoggerProvider
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Keeper(this, categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Keeper(KeptLines kept, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                kept.Lines.Add($"{logLevel} {category} {formatter(state, exception)}{(exception is null ? string.Empty : $" + {exception.GetType().Name}")}");
        }
    }
}
