namespace OrleansIm.Domain.Conversations;

/// <summary>How a conversation stands for one member.</summary>
/// <param name="Head">The highest entry it may see.</param>
/// <param name="Unread">Entries above its cursors that count, are not its own and are not recalled.</param>
/// <param name="Mentioned">How many of them mention it.</param>
public readonly record struct Standing(long Head, long Unread, long Mentioned);
