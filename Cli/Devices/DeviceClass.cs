namespace OrleansIm.Cli.Devices;

/// <summary>The kinds of devices that the contract knows; the server admits only so many of each at a time.</summary>
internal static class DeviceClass
{
    public const string Default = "desktop";

    public static readonly string[] All = ["mobile", "tablet", Default, "web", "bot"];
}
