using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Storage.People;

namespace OrleansIm.Grains.Groups;

/// <summary>Whether people may be put into a group by somebody, as far as they have a say in it.</summary>
internal sealed class GroupConsent(IContactStore contacts)
{
    /// <summary>Why not; null if they may. Whoever is not willing can still come by itself, by a link for instance.</summary>
    public async ValueTask<ActionResult?> RefusalAsync(string by, string[] users) =>
        users.Length == 0 || await contacts.UnwillingAsync(by, users, CancellationToken.None) is not { } unwilling ? null
        : unwilling.Blocked ? ActionResult.Refused(ErrorCode.Blocked, $"You are blocked by {unwilling.User}.")
        : ActionResult.Refused(ErrorCode.Forbidden, $"You can't add {unwilling.User}.");
}
