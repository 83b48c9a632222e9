using OrleansIm.Operators.Auditing;

namespace OrleansIm.Operators.Pages;

/// <summary>
/// What became of the last act, on the page that comes after it. It travels in the address as one of a few codes: what an address says
/// anybody may have written, and the console must not say it in its own name.
/// </summary>
/// <param name="Act">What was done.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record Notice(Act Act, ActOutcome Outcome)
{
    private static readonly Dictionary<string, Notice> Known = Enum.GetValues<Act>()
        .SelectMany(static act => Enum.GetValues<ActOutcome>().Select(outcome => new Notice(act, outcome)))
        .ToDictionary(static notice => notice.Code, StringComparer.Ordinal);

    /// <summary>How it is written in an address.</summary>
    public string Code => $"{Act}-{Outcome}".ToLowerInvariant();

    /// <summary>How the operator reads it.</summary>
    public string Sentence => $"{Words.Name(Act)}: {Words.Outcome(Outcome)}.";

    /// <summary>Null for anything that is not one of the codes.</summary>
    public static Notice? Of(string code) => Known.GetValueOrDefault(code);
}
