using System.Text.Json;
using OrleansIm.Domain.Identity;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what opens, keeps and ends a session.</summary>
internal static class SessionRequests
{
    private const int MaxToken = 16 * 1024;
    private const int MaxApp = 64;
    private const int MaxCapabilities = 64;
    private const int MaxLanguage = 64;

    public static ClientFrame Login(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Version);
        fields.Require(NativeFields.Token);
        fields.Require(NativeFields.Device);
        var version = (int)Math.Min(fields.Integer(NativeFields.Version, 1, JsonValue.MaxInteger, 0), int.MaxValue);
        var token = fields.Text(NativeFields.Token, MaxToken) ?? string.Empty;
        var heartbeat = fields.Integer(NativeFields.Heartbeat, -JsonValue.MaxInteger, JsonValue.MaxInteger, 0);
        if (fields.Has(NativeFields.Heartbeat))
        {
            // 0 means "not given" to the gateway; a client that really says 0 or less wants the shortest interval.
            heartbeat = Math.Clamp(heartbeat, 1, int.MaxValue);
        }

        var background = fields.Flag(NativeFields.Background);
        var capabilities = Capabilities(ref fields);
        var language = fields.Text(NativeFields.Lang, MaxLanguage);
        ReadDevice(ref fields, out var device, out var deviceClass, out var app, out var platform, ref language, out var delivered);
        return new LoginFrame(
            id, version, token, device, deviceClass, app, (int)heartbeat, background, null, capabilities, language, platform, delivered);
    }

    public static ClientFrame Heartbeat(ref Fields fields, string? id) => new HeartbeatFrame(id);

    public static ClientFrame State(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Background);
        return new StateFrame(id, fields.Flag(NativeFields.Background));
    }

    public static ClientFrame Logout(ref Fields fields, string? id) => new LogoutFrame(id, fields.Flag(NativeFields.Forget));

    private static void ReadDevice(
        ref Fields fields, out string id, out DeviceClass deviceClass, out string app, out string platform, ref string? language, out bool delivered)
    {
        id = app = platform = string.Empty;
        deviceClass = DeviceClass.Mobile;
        delivered = false;
        if (!fields.TryObject(NativeFields.Device, NativeFields.DeviceTable, out var device))
        {
            return;
        }

        device.Require(NativeFields.DeviceId);
        id = device.Name(NativeFields.DeviceId) ?? string.Empty;
        language = device.Text(NativeFields.DeviceLang, MaxLanguage) ?? language;
        delivered = device.Flag(NativeFields.DeviceDelivered);
        platform = device.Remark(NativeFields.DevicePlatform, MaxApp);
        app = device.Text(NativeFields.DeviceApp, MaxApp * 12) ?? string.Empty;
        if (app.Length > MaxApp || app.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            device.Invalid(NativeFields.DeviceApp, "must be at most 64 characters without control characters");
        }

        var name = device.Text(NativeFields.DeviceClass, MaxApp);
        if (name is not null && !WireNames.TryDeviceClass(name, out deviceClass))
        {
            device.Invalid(NativeFields.DeviceClass, "must be mobile, tablet, desktop, web or bot");
        }

        fields.Fail(device.Fault);
    }

    private static ulong Capabilities(ref Fields fields)
    {
        if (!fields.TryArray(NativeFields.Capabilities, out var reader))
        {
            return 0;
        }

        // A client that states anything understands tips (they stand in for the rest) and recalls (they must never be missed).
        var set = ContentKinds.Bit(ContentKind.Tip) | ContentKinds.Bit(ContentKind.Recall);
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String || ++count > MaxCapabilities)
            {
                fields.Invalid(NativeFields.Capabilities, "must be at most 64 names of content types");
                return set;
            }

            if (EscapeScan.IsClean(reader.ValueSpan) && ContentKinds.Parse(reader.GetString()!) is var kind and not ContentKind.None)
            {
                set |= ContentKinds.Bit(kind) | (kind == ContentKind.Call ? ContentKinds.Bit(ContentKind.MissedCall) : 0);
            }
        }

        return set;
    }
}
