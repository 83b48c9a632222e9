namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>Members by name, and whether there are more.</summary>
[GenerateSerializer, Immutable, Alias("im.GroupMembersPage")]
public readonly record struct GroupMembersPage(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] GroupMember[] Items,
    [property: Id(3)] bool More)
{
    public static GroupMembersPage Refused(ErrorCode code, string message) => new(code, message, [], More: false);
}
