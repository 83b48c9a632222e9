namespace OrleansIm.Storage.Members;

/// <summary>A user's device has received a conversation up to and including <paramref name="Seq"/>.</summary>
public readonly record struct DeviceCursor(string User, string Device, string Conversation, long Seq);
