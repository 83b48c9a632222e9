using OrleansIm.Domain.Conversations;

namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>One member of a group.</summary>
/// <param name="User">Who.</param>
/// <param name="Role">Its role.</param>
/// <param name="MutedUntil">Until when it may not write; 0 if it may.</param>
[GenerateSerializer, Immutable, Alias("im.GroupMember")]
public readonly record struct GroupMember(
    [property: Id(0)] string User,
    [property: Id(1)] MemberRole Role,
    [property: Id(2)] long MutedUntil);
