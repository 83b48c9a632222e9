namespace OrleansIm.Gateway.Node;

/// <summary>What becomes of entries that a watch brings.</summary>
internal enum Taking
{
    /// <summary>They follow what came before: they are handed out.</summary>
    Whole,

    /// <summary>Nobody knows yet where the watch begins: they are looked at again when it is answered.</summary>
    Kept,

    /// <summary>Some before them have not come, among which may be a member's leaving: nothing is handed out until the conversation was asked.</summary>
    Gap,

    /// <summary>They come after a gap, and the conversation has not answered yet.</summary>
    Doubtful,
}
