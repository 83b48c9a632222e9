using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Storage.Members;

/// <summary>How many devices are remembered and how long, and limits of the desk at which they arrive.</summary>
public sealed class DeviceOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Devices";

    /// <summary>Devices of one user; the one unseen for the longest time, without a session, gives way to a new one.</summary>
    [Range(1, 10_000)]
    public int PerUser { get; set; } = 100;

    /// <summary>Days without a session after which a device is as if it had never been seen.</summary>
    [Range(1, 36_500)]
    public int ForgetAfterDays { get; set; } = 180;

    /// <summary>Transactions of arriving devices under way at once.</summary>
    [Range(1, 64)]
    public int Lanes { get; set; } = 2;

    /// <summary>Devices per transaction.</summary>
    [Range(1, 1000)]
    public int BatchDevices { get; set; } = 64;

    /// <summary>Devices waiting for their turn; more are turned away.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 8192;
}
