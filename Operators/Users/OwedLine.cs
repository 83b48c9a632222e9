namespace OrleansIm.Operators.Users;

/// <summary>What a device is owed of one conversation: the entries above its cursor up to the head.</summary>
public sealed record OwedLine(string Conversation, long Cursor, long Head)
{
    public long Owed => Head - Cursor;
}
