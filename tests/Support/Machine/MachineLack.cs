namespace OrleansIm.Support.Machine;

/// <summary>Says what this machine can't do, and what to do about it.</summary>
public static class MachineLack
{
    private static readonly Lazy<string?> Network = new(static () =>
        MissingRights() ?? MissingPrograms("iproute2", "ip") ?? MissingPrograms("iptables", "iptables") ?? Refused(PrivateNetwork.TryAsync));

    private static readonly Lazy<string?> Disk = new(static () =>
        MissingRights() ?? MissingPrograms("e2fsprogs", "mkfs.ext4") ?? MissingPrograms("mount", "mount") ?? Refused(SmallDisk.TryAsync));

    private static readonly Lazy<string?> Clocks = new(static () =>
        MissingPrograms("gcc", "cc") ?? Refused(ProcessClock.TryAsync));

    /// <summary>Why the machine can't give these parts, as half a sentence; null if it can.</summary>
    public static string? Of(MachineParts parts)
    {
        string?[] lacks =
        [
            parts.HasFlag(MachineParts.Network) ? Network.Value : null,
            parts.HasFlag(MachineParts.Disk) ? Disk.Value : null,
            parts.HasFlag(MachineParts.Clocks) ? Clocks.Value : null,
        ];
        return lacks.FirstOrDefault(static lack => lack is not null);
    }

    private static string? MissingRights() =>
        Environment.UserName == "root" ? null : "only root may make networks and mount disks";

    private static string? MissingPrograms(string package, string program) =>
        Tool.IsThere(program) ? null : $"the distribution's package {package} is not installed (apt-get install {package})";

    /// <summary>Root inside a container often may not, and only trying tells.</summary>
    private static string? Refused(Func<Task> attempt)
    {
        try
        {
            attempt().GetAwaiter().GetResult();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            return $"the system refuses it: {e.Message.Trim()}";
        }
    }
}
