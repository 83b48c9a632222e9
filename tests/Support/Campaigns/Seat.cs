namespace OrleansIm.Support.Campaigns;

/// <summary>A conversation as one actor addresses it.</summary>
/// <param name="Conversation">Its name.</param>
/// <param name="To">The <c>to</c> of a send, as JSON.</param>
public sealed record Seat(string Conversation, string To);
