using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Grains.Calls;

/// <summary>Rules of calls that an operator may set, under <c>Calls</c>.</summary>
public sealed class CallOptions
{
    /// <summary>How long is rung, in seconds. 5 to 600; default 60.</summary>
    [Range(5, 600)]
    public int RingSeconds { get; set; } = 60;

    /// <summary>How long one who dropped out may take to come back, in seconds. 1 to 600; default 30.</summary>
    [Range(1, 600)]
    public int ComeBackSeconds { get; set; } = 30;

    /// <summary>Most users in a call of a group, its caller included. 2 to 100; default 16.</summary>
    [Range(2, 100)]
    public int MaxParties { get; set; } = 16;
}
