namespace OrleansIm.Domain.Groups;

/// <summary>How one becomes a member of a group. The numbers are stored: never renumber.</summary>
public enum JoinBy : byte
{
    /// <summary>Members invite, and who is invited is in.</summary>
    Invite = 0,

    /// <summary>Whom a member invites and who asks waits for an admin; whom an admin invites is in.</summary>
    Approval = 1,

    /// <summary>As <see cref="Invite"/>, and who has the link is in.</summary>
    Link = 2,

    /// <summary>As <see cref="Invite"/>, and who knows the group's id is in.</summary>
    Open = 3,
}
