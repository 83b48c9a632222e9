using OrleansIm.Domain.Identity;

namespace OrleansIm.Domain.Users;

/// <summary>A session as the policy sees it; sessions are listed in the order in which they were opened.</summary>
public readonly record struct OpenedSession(string Session, string Device, DeviceClass Class);
