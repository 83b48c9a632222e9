using Microsoft.Extensions.Logging;

namespace OrleansIm.Gateway.Observability;

/// <summary>
/// The console without floods: a database that is away for ten seconds fails thousands of requests, each of them answered and
/// worth no line of its own. Of each kind of complaint (category and event) with an exception the first is printed, then at
/// most one in <see cref="Period"/> that says how many there were. What everybody knows how to handle comes without its stack.
/// </summary>
/// <param name="console">Where lines go.</param>
/// <param name="time">The clock of the period.</param>
[ProviderAlias("Console")]
public sealed class CalmConsole(ILoggerProvider console, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>At most one complaint of a kind in this time.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Complaints _complaints = new(time, Period);

    public ILogger CreateLogger(string categoryName) => new CalmLogger(console.CreateLogger(categoryName), categoryName, _complaints);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (console as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose()
    {
        _complaints.Dispose();
        console.Dispose();
    }
}
