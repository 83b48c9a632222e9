namespace OrleansIm.Domain.Search;

/// <summary>Letters and digits that stand together, in lower case.</summary>
/// <param name="Text">They.</param>
/// <param name="Unspaced">True for scripts that put no spaces between words, as Chinese: any part of it may be what is looked for.</param>
public readonly record struct TextRun(string Text, bool Unspaced);
