namespace OrleansIm.Storage.Operators;

/// <summary>How a conversation stands in the log.</summary>
/// <param name="Epoch">How often its owner has changed.</param>
/// <param name="Large">True while its fan-out goes to gateways.</param>
/// <param name="Head">Highest sequence.</param>
/// <param name="Messages">How many of its entries are messages.</param>
/// <param name="Members">How many are in.</param>
/// <param name="Departed">How many have left.</param>
public sealed record ConversationFacts(long Epoch, bool Large, long Head, long Messages, long Members, long Departed);
