using OrleansIm.Storage.Members;
using OrleansIm.Storage.Operators;

namespace OrleansIm.Operators.Users;

/// <summary>All about one user that an operator may see.</summary>
/// <param name="User">Who.</param>
/// <param name="Sessions">Open sessions; null if its grain did not say.</param>
/// <param name="Chats">The chat list, newest first.</param>
/// <param name="Devices">Devices known, with what each is owed.</param>
/// <param name="Mutes">Where it may not send.</param>
public sealed record UserView(
    string User, IReadOnlyList<SessionLine>? Sessions, IReadOnlyList<Membership> Chats, IReadOnlyList<DeviceLine> Devices, IReadOnlyList<Mute> Mutes)
{
    /// <summary>False if nothing is known of such a user: which does not mean that there is none.</summary>
    public bool IsKnown => Sessions is null or { Count: > 0 } || Chats.Count > 0 || Devices.Count > 0 || Mutes.Count > 0;
}
