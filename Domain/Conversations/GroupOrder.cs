using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Domain.Conversations;

/// <summary>Who has which say in a group, and how its members may write. In a direct conversation nobody has any, and all may.</summary>
/// <param name="members">All there ever were, by name.</param>
public sealed class GroupOrder(IReadOnlyDictionary<string, Member> members)
{
    private readonly Pace _pace = new();
    private Member? _owner;

    /// <summary>How members may write.</summary>
    public GroupRules Rules { get; private set; }

    /// <summary>
    /// The group's owner: who has the role, or, if nobody has it any more, the longest-standing admin, else member. Null for
    /// a group without members.
    /// </summary>
    public Member? Owner
    {
        get
        {
            if (_owner is not { IsIn: true, Role: MemberRole.Owner })
            {
                _owner = Succession.First(members.Values);
            }

            return _owner;
        }
    }

    /// <summary>How many have the role of an admin.</summary>
    public int Admins => members.Values.Count(member => member is { IsIn: true, Role: MemberRole.Admin } && member != Owner);

    /// <summary>What the member is. Where nobody has the owner's role any more, its acting owner has it.</summary>
    public MemberRole RoleOf(Member member) => member == Owner ? MemberRole.Owner : member.Role;

    /// <summary>What may be done by one who may write.</summary>
    public Access Judge(Access access, GroupAction action) =>
        access.Member is { } member && !GroupRights.May(RoleOf(member), action) ? Forbidden : access;

    /// <summary>What may be done by one who may write, to another member.</summary>
    public Access Judge(Access access, GroupAction action, Member target) =>
        access.Member is { } member && !GroupRights.May(RoleOf(member), action, RoleOf(target)) ? Forbidden : access;

    /// <summary>Whether something beside its membership keeps the member from writing.</summary>
    public Restraint RestraintOf(Member member, long now)
    {
        if ((Rules == default && member.MutedUntil <= now) || GroupRights.May(RoleOf(member), GroupAction.SpeakAnyway))
        {
            return default;
        }

        if (Rules.MuteAll || member.MutedUntil > now)
        {
            return Restraint.Muted;
        }

        var wait = _pace.WaitOf(member.User, Rules.SlowSeconds, now);
        return wait > 0 ? Restraint.Slowed(wait) : default;
    }

    public void SetRules(GroupRules rules) => Rules = rules;

    /// <summary>An entry has its place: in slow mode its sender has to wait now.</summary>
    public void Note(LogEntry entry)
    {
        if (Rules.SlowSeconds > 0 && ContentKinds.IsMessage(entry.Kind))
        {
            _pace.Wrote(entry.Sender, Rules.SlowSeconds, entry.Time);
        }
    }

    /// <summary>The entry was taken back: its sender need not wait.</summary>
    public void Forget(LogEntry entry) => _pace.Forget(entry.Sender);

    private static Access Forbidden => new(null, ErrorCode.Forbidden, "Your role in this group does not allow this.");
}
