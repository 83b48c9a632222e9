namespace OrleansIm.Storage.Members;

/// <summary>A user has read a conversation up to and including <paramref name="Seq"/>.</summary>
public readonly record struct ReadCursor(string Conversation, string User, long Seq);
