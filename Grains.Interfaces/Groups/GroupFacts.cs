using OrleansIm.Domain.Conversations;

namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>What a group's conversation knows of the group, as one of its members may know it.</summary>
/// <param name="Code">None, or why the asker may not know.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="Owner">Who owns it.</param>
/// <param name="Members">How many there are.</param>
/// <param name="Admins">How many of them are admins.</param>
/// <param name="Role">The asker's.</param>
/// <param name="MutedUntil">Until when the asker may not write; 0 if it may.</param>
/// <param name="MuteAll">Only moderators may write.</param>
/// <param name="SlowSeconds">Others may write once in so many seconds; 0 for as often as they like.</param>
[GenerateSerializer, Immutable, Alias("im.GroupFacts")]
public readonly record struct GroupFacts(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] string Owner,
    [property: Id(3)] int Members,
    [property: Id(4)] int Admins,
    [property: Id(5)] MemberRole Role,
    [property: Id(6)] long MutedUntil,
    [property: Id(7)] bool MuteAll,
    [property: Id(8)] int SlowSeconds)
{
    public static GroupFacts Refused(ErrorCode code, string message) =>
        new(code, message, string.Empty, 0, 0, MemberRole.Member, 0, MuteAll: false, 0);
}
