using System.Collections.Frozen;
using OrleansIm.Domain;
using OrleansIm.Domain.Calls;
using OrleansIm.Domain.Conversations;
using OrleansIm.Domain.Groups;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.People;
using OrleansIm.Domain.Schedules;

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

    private static readonly string[] CallMedias = ["audio", "video"];

    private static readonly string[] CallEvents =
    [
        "none", "invite", "ring", "accept", "reject", "cancel", "busy", "hangup", "signal", "answered_elsewhere", "timeout", "join", "away", "back",
        "lost", "state", "begun",
    ];

    private static readonly string[] ScheduleEvents = ["none", "set", "cancel", "sent", "failed"];

    private static readonly string[] CallOutcomes = ["none", "ended", "rejected", "missed", "cancelled", "busy"];

    private static readonly string[] PartyStates = ["ringing", "in", "rejected", "busy", "missed", "left", "lost"];

    public static string Of(CallMedia media) => CallMedias[(int)media];

    public static string Of(CallEvent what) => CallEvents[(int)what];

    public static string Of(ScheduleEvent what) => ScheduleEvents[(int)what];

    public static string Of(CallOutcome outcome) => CallOutcomes[(int)outcome];

    public static string Of(PartyState state) => PartyStates[(int)state];

    public static bool TryCallMedia(string name, out CallMedia media)
    {
        var index = Array.IndexOf(CallMedias, name);
        media = (CallMedia)Math.Max(0, index);
        return index >= 0;
    }

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
