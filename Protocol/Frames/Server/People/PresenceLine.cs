using OrleansIm.Domain.Presence;

namespace OrleansIm.Protocol.Frames.Server.People;

/// <summary>Whether a user is there, as one may see it.</summary>
/// <param name="User">Who.</param>
/// <param name="Classes">On which classes of devices; on none it is not there.</param>
/// <param name="LastSeen">When it was there last, Unix milliseconds; 0 if that is not known or not to be known.</param>
public readonly record struct PresenceLine(string User, ClassSet Classes, long LastSeen)
{
    /// <summary>What is shown of one whom the viewer may not see, and of one who does not exist.</summary>
    public static PresenceLine Hidden(string user) => new(user, ClassSet.None, 0);
}
