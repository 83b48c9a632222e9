using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansIm.Operators.Pages;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Auditing;

/// <summary>
/// Writes down what operators do and which content they see: before it happens, and for acts what became of it as well. What
/// can't be written down does not happen.
/// </summary>
internal sealed partial class Audit(IAuditLog log, TimeProvider time, ILogger<Audit> logger)
{
    /// <summary>Longest text of a column, characters: what was typed may be anything.</summary>
    private const int MaxText = 300;

    public const string Begun = "begun";

    /// <summary>A thing that happens here and now, such as a login.</summary>
    public async Task NoteAsync(HttpContext context, string action, string target, string outcome, string? by = null)
    {
        var name = by ?? context.User.FindFirstValue(ClaimTypes.Name) ?? string.Empty;
        await log.AppendAsync(
            new AuditRecord(
                0, time.GetUtcNow().ToUnixTimeMilliseconds(), Cut(name), action, Cut(target), Cut(outcome),
                context.Connection.RemoteIpAddress?.ToString() ?? string.Empty),
            context.RequestAborted);
        LogNoted(name, action, target, outcome);
    }

    /// <summary>An act: what it is about to do, then what became of it. Not even the browser's going away leaves it without its end.</summary>
    public async Task<Notice> ActAsync(HttpContext context, Act act, string target, Func<Task<ActOutcome>> doAsync)
    {
        var action = act.ToString().ToLowerInvariant();
        await NoteAsync(context, action, target, Begun);
        ActOutcome outcome;
        try
        {
            outcome = await doAsync();
        }
        catch (Exception failure)
        {
            LogFailed(action, target, failure);
            outcome = ActOutcome.Failed;
        }

        context.RequestAborted = CancellationToken.None;
        await NoteAsync(context, action, target, Words.Outcome(outcome));
        return new Notice(act, outcome);
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];

    [LoggerMessage(4001, LogLevel.Information, "Operator {Name}: {Action} {Target}: {Outcome}")]
    private partial void LogNoted(string name, string action, string target, string outcome);

    [LoggerMessage(4002, LogLevel.Warning, "{Action} of {Target} failed")]
    private partial void LogFailed(string action, string target, Exception failure);
}
