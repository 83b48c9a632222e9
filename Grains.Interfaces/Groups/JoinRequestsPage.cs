namespace OrleansIm.Grains.Interfaces.Groups;

/// <summary>Open requests by name, and whether there are more.</summary>
[GenerateSerializer, Immutable, Alias("im.JoinRequestsPage")]
public readonly record struct JoinRequestsPage(
    [property: Id(0)] ErrorCode Code,
    [property: Id(1)] string? Message,
    [property: Id(2)] JoinRequest[] Items,
    [property: Id(3)] bool More)
{
    public static JoinRequestsPage Refused(ErrorCode code, string message) => new(code, message, [], More: false);
}
