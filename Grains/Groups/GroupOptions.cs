using System.ComponentModel.DataAnnotations;

namespace OrleansIm.Grains.Groups;

/// <summary>Rules of groups that an operator may set, under <c>Groups</c>.</summary>
public sealed class GroupOptions
{
    /// <summary>Most open requests to join one group. 1 to 10,000; default 1,000.</summary>
    [Range(1, 10_000)]
    public int MaxRequests { get; set; } = 1_000;

    /// <summary>How long a link to join is valid unless its maker says otherwise, in days. 1 to 365; default 7.</summary>
    [Range(1, 365)]
    public int LinkDays { get; set; } = 7;
}
