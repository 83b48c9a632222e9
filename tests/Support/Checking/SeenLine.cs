namespace OrleansIm.Support.Checking;

/// <summary>A line of a chat list as one member read it.</summary>
public sealed record SeenLine(string Reader, string Conversation, long Head, long Unread, long ReadSeq, SeenEntry? Last);
