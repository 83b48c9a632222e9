using System.Diagnostics;

namespace OrleansIm.Telemetry;

/// <summary>
/// Where spans come from. A message changes hands through queues and batches, where the runtime's ambient span is lost or is
/// another message's; so whoever hands a message on hands its trace parent (W3C, a string) on with it, and only for the few
/// messages that are sampled.
/// </summary>
public static class Traces
{
    /// <summary>The name under which all spans of this system are found.</summary>
    public const string Name = "OrleansIm";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>
    /// Begins a trace, if this one is sampled: null otherwise. It becomes the ambient span of the caller's flow until it is
    /// stopped or <see cref="Detach"/> is called.
    /// </summary>
    /// <param name="name">What is done, with the prefix <c>oim.</c>: what has another is never sampled as a root.</param>
    public static Activity? Begin(string name)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var before = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity(name, ActivityKind.Server);
        if (span is { Recorded: true })
        {
            return span;
        }

        // One that only carries an id would make everything below it pay for passing the id on.
        span?.Dispose();
        Activity.Current = before;
        return null;
    }

    /// <summary>Continues a message's trace; null if it has none.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="kind">Its side of a call.</param>
    /// <param name="parent">The trace parent that came with the message; null for one that isn't traced.</param>
    public static Activity? Follow(string name, ActivityKind kind, string? parent) =>
        parent is not null && ActivityContext.TryParse(parent, null, isRemote: true, out var context)
            ? Source.StartActivity(name, kind, context)
            : null;

    /// <summary>A part of whatever the current flow is traced as; null if it isn't.</summary>
    public static Activity? Within(string name) =>
        Activity.Current is { Recorded: true } ? Source.StartActivity(name) : null;

    /// <summary>The trace parent to hand on.</summary>
    public static string? ParentOf(Activity? span) => span is { Recorded: true } ? span.Id : null;

    /// <summary>Leaves a span running while the current flow goes on with something else.</summary>
    public static void Detach(this Activity? span)
    {
        if (span is not null && ReferenceEquals(Activity.Current, span))
        {
            Activity.Current = null;
        }
    }

    /// <summary>Names other messages that share this work, as a batch does.</summary>
    public static void Link(this Activity span, string? parent)
    {
        if (parent is not null && parent != span.ParentId && ActivityContext.TryParse(parent, null, isRemote: true, out var context))
        {
            span.AddLink(new ActivityLink(context));
        }
    }
}
