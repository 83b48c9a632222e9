using OrleansIm.Domain.Messages;

namespace OrleansIm.Storage.Presence;

/// <summary>
/// Who may see whether another is there: oneself; contacts; members of a group that both are in; and whoever was written to by the
/// other, unless they were contacts and are no longer. Never across a block, whoever of the two has made it, and never beyond what the
/// user has set itself (<see cref="Domain.Users.OwnRules.Presence"/>). This is the one place where that is asked.
/// When users were last there is written with the cursors (<see cref="Members.IMemberStore"/>).
/// </summary>
public interface IPresenceStore
{
    /// <summary>What the ids of entries about becoming contacts begin with: who has one in common was contact once.</summary>
    const string ContactMark = OwnKeys.Mark + "contact.";

    /// <summary>Those of the named users whom the viewer may see, in no order. Safe to call concurrently.</summary>
    ValueTask<IReadOnlyList<Sight>> LookAsync(string viewer, IReadOnlyList<string> users, CancellationToken cancellation);
}
