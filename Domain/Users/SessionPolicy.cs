using System.ComponentModel.DataAnnotations;
using OrleansIm.Domain.Identity;

namespace OrleansIm.Domain.Users;

/// <summary>How many sessions a user may have of each class of device; the oldest gives way.</summary>
public sealed class SessionPolicy
{
    /// <summary>The highest limit that may be set for a class: a user grain keeps all of its sessions in memory.</summary>
    private const int MaxSessions = 1000;

    [Range(1, MaxSessions)]
    public int Mobile { get; set; } = 1;

    [Range(1, MaxSessions)]
    public int Tablet { get; set; } = 1;

    [Range(1, MaxSessions)]
    public int Desktop { get; set; } = 1;

    [Range(1, MaxSessions)]
    public int Web { get; set; } = 3;

    [Range(1, MaxSessions)]
    public int Bot { get; set; } = 10;

    /// <summary>Seconds for which a user who left, or put its app away, is still shown as there: most come back. 0 to 600; default 5.</summary>
    [Range(0, 600)]
    public int OfflineAfterSeconds { get; set; } = 5;

    public int LimitOf(DeviceClass device) => device switch
    {
        DeviceClass.Mobile => Mobile,
        DeviceClass.Tablet => Tablet,
        DeviceClass.Desktop => Desktop,
        DeviceClass.Web => Web,
        _ => Bot,
    };

    /// <summary>Which of the open sessions give way to a new one.</summary>
    /// <param name="open">Oldest first.</param>
    /// <param name="device">The new session's device.</param>
    /// <param name="deviceClass">And its class.</param>
    public IReadOnlyList<Eviction> MakeRoom(IReadOnlyList<OpenedSession> open, string device, DeviceClass deviceClass)
    {
        List<Eviction> evictions = [];
        var sameClass = new Queue<OpenedSession>();
        foreach (var session in open)
        {
            if (string.Equals(session.Device, device, StringComparison.Ordinal))
            {
                evictions.Add(new Eviction(session.Session, Replaced: true));
            }
            else if (session.Class == deviceClass)
            {
                sameClass.Enqueue(session);
            }
        }

        while (sameClass.Count >= Math.Max(1, LimitOf(deviceClass)))
        {
            evictions.Add(new Eviction(sameClass.Dequeue().Session, Replaced: false));
        }

        return evictions;
    }
}
