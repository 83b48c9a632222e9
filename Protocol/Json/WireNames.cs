using System.Collections.Frozen;
using OrleansIm.Domain;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.People;

namespace OrleansIm.Protocol.Json;

/// <summary>The words the wire uses for enumerations.</summary>
public static class WireNames
{
    private static readonly string[] Errors =
    [
        "none", "invalid", "unknown_type", "unauthenticated", "forbidden", "not_found", "not_member", "blocked", "muted",
        "rate_limited", "busy", "too_large", "conflict", "expired", "unsupported",
    ];

    private static readonly string[] Closes =
    [
        "none", "bad_frame", "too_large", "login_timeout", "unauthenticated", "kicked", "replaced", "revoked",
        "upgrade_required", "heartbeat_timeout", "slow_consumer", "draining", "rate_limited", "internal",
    ];

    private static readonly string[] ContactStates = ["none", "outgoing", "incoming", "contact"];

    private static readonly string[] ContactEvents = ["none", "request", "accept", "reject", "remove", "set"];

    private static readonly FrozenDictionary<string, DeviceClass> Classes = new Dictionary<string, DeviceClass>
    {
        ["mobile"] = DeviceClass.Mobile,
        ["tablet"] = DeviceClass.Tablet,
        ["desktop"] = DeviceClass.Desktop,
        ["web"] = DeviceClass.Web,
        ["bot"] = DeviceClass.Bot,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] ClassNames = ["mobile", "tablet", "desktop", "web", "bot"];

    private static readonly string[] Joins = ["invite", "approval", "link", "open"];

    private static readonly string[] Roles = ["member", "admin", "owner"];

    public static string Of(ErrorCode code) => Errors[(int)code];

    public static string Of(CloseCode code) => Closes[(int)code];

    public static string Of(JoinBy joinBy) => Joins[(int)joinBy];

    public static string Of(MemberRole role) => Roles[(int)role];

    public static JoinBy? JoinByOf(string name) =>
        Array.IndexOf(Joins, name) is >= 0 and var index ? (JoinBy)index : null;

    public static string Of(ContactState state) => ContactStates[(int)state];

    public static string Of(ContactEvent what) => ContactEvents[(int)what];

    public static string Of(DeviceClass deviceClass) => ClassNames[(int)deviceClass];

    public static bool TryDeviceClass(string name, out DeviceClass deviceClass) => Classes.TryGetValue(name, out deviceClass);
}
