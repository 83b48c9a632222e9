namespace OrleansIm.Protocol.Messages;

/// <summary>One field of a content type: where it stands in the canonical form, and what it may hold.</summary>
/// <param name="Index">Its place in the table of all content fields.</param>
/// <param name="Rule">What it may hold.</param>
/// <param name="Required">True if the content is invalid without it.</param>
internal readonly record struct ContentField(int Index, ContentRule Rule, bool Required);
