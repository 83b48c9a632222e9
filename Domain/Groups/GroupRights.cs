using OrleansIm.Domain.Conversations;

namespace OrleansIm.Domain.Groups;

/// <summary>
/// Who may do what to whom in a group: this one table, which docs/protocol.md repeats. An act upon a member is always an act
/// upon one of a lower role, so nobody acts upon an equal, upon the owner, or upon itself.
/// </summary>
public static class GroupRights
{
    /// <summary>For each action the lowest role that may, in the order of <see cref="GroupAction"/>.</summary>
    private static readonly (GroupAction Action, MemberRole From, bool UponMember)[] Table =
    [
        (GroupAction.Look, MemberRole.Member, false),
        (GroupAction.Leave, MemberRole.Member, false),
        (GroupAction.Invite, MemberRole.Member, false),
        (GroupAction.Describe, MemberRole.Admin, false),
        (GroupAction.Configure, MemberRole.Admin, false),
        (GroupAction.Link, MemberRole.Admin, false),
        (GroupAction.Approve, MemberRole.Admin, false),
        (GroupAction.Kick, MemberRole.Admin, true),
        (GroupAction.Mute, MemberRole.Admin, true),
        (GroupAction.Hush, MemberRole.Admin, false),
        (GroupAction.SpeakAnyway, MemberRole.Admin, false),
        (GroupAction.Recall, MemberRole.Admin, true),
        (GroupAction.Appoint, MemberRole.Owner, true),
        (GroupAction.Transfer, MemberRole.Owner, true),
        (GroupAction.Dissolve, MemberRole.Owner, false),
        (GroupAction.Pin, MemberRole.Admin, false),
    ];

    /// <summary>May one of this role do it, to whomever it may be done?</summary>
    public static bool May(MemberRole role, GroupAction action) => role >= Table[(int)action].From;

    /// <summary>May one of this role do it to a member of that role?</summary>
    public static bool May(MemberRole role, GroupAction action, MemberRole target) =>
        May(role, action) && Table[(int)action].UponMember && role > target;

    /// <summary>True for what is done to a member.</summary>
    public static bool IsUponMember(GroupAction action) => Table[(int)action].UponMember;
}
