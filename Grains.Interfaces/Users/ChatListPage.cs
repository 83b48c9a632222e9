namespace OrleansIm.Grains.Interfaces.Users;

/// <summary>A page of the chat list.</summary>
/// <param name="Code">Invalid for a cursor that is none; Busy: ask again.</param>
/// <param name="Items">The lines.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="TotalUnread">Unread over the whole list.</param>
/// <param name="TotalConversations">How many conversations of the whole list have unread.</param>
[GenerateSerializer, Immutable, Alias("im.ChatListPage")]
public sealed record ChatListPage(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] ChatListItem[] Items,
    [property: Id(2)] string? Next,
    [property: Id(3)] long TotalUnread,
    [property: Id(4)] int TotalConversations);
