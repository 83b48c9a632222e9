namespace OrleansIm.Domain.People;

/// <summary>What one user has of another.</summary>
[GenerateSerializer, Immutable, Alias("im.ContactSide")]
public sealed record ContactSide
{
    /// <summary>Nothing at all.</summary>
    public static ContactSide Stranger { get; } = new();

    /// <summary>True while there is a request without an answer.</summary>
    public bool IsOpen => State is ContactState.Outgoing or ContactState.Incoming;

    [Id(0)]
    public ContactState State { get; init; }

    /// <summary>When the state began, Unix milliseconds.</summary>
    [Id(1)]
    public long Time { get; init; }

    /// <summary>True if nothing of the other's may come through.</summary>
    [Id(2)]
    public bool Blocked { get; init; }

    [Id(3)]
    public bool Star { get; init; }

    /// <summary>The user's own name for the other; empty for none.</summary>
    [Id(4)]
    public string Remark { get; init; } = string.Empty;

    /// <summary>The user's own group of contacts in which the other stands; empty for none.</summary>
    [Id(5)]
    public string Group { get; init; } = string.Empty;

    /// <summary>What the other said when it asked; null on the side that asked.</summary>
    [Id(6)]
    public string? Greeting { get; init; }
}
