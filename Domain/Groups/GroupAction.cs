namespace OrleansIm.Domain.Groups;

/// <summary>What a member may want to do in a group. Who may is said by <see cref="GroupRights"/> alone. Never renumber.</summary>
public enum GroupAction : byte
{
    /// <summary>Read what the group is and who is in it.</summary>
    Look = 0,

    Leave = 1,

    /// <summary>Bring others in; where the group wants approval this only proposes them.</summary>
    Invite = 2,

    /// <summary>Name, announcement, portrait.</summary>
    Describe = 3,

    /// <summary>Who joins how, and what newcomers see.</summary>
    Configure = 4,

    /// <summary>Make and revoke the link by which one joins.</summary>
    Link = 5,

    /// <summary>Answer requests to join; bring others in without approval.</summary>
    Approve = 6,

    /// <summary>Remove a member.</summary>
    Kick = 7,

    /// <summary>Forbid a member to write, or allow it again.</summary>
    Mute = 8,

    /// <summary>Let only moderators write, or slow everybody else down.</summary>
    Hush = 9,

    /// <summary>Write while that is restricted for others.</summary>
    SpeakAnyway = 10,

    /// <summary>Take back another's message.</summary>
    Recall = 11,

    /// <summary>Make a member an admin, or an admin a member.</summary>
    Appoint = 12,

    /// <summary>Hand the group over to another member.</summary>
    Transfer = 13,

    /// <summary>End the group for everybody.</summary>
    Dissolve = 14,

    /// <summary>Put a message where all members find it, or take it from there.</summary>
    Pin = 15,
}
