namespace OrleansIm.Domain.Identity;

/// <summary>Kind of device; how many sessions of a class a user may have is a policy. Stored and sent: never renumber.</summary>
public enum DeviceClass : byte
{
    Mobile = 0,
    Tablet = 1,
    Desktop = 2,
    Web = 3,
    Bot = 4,
}
