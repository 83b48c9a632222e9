using System.Buffers;
using System.Text.Json;
using OrleansIm.Domain.Identity;
using OrleansIm.Storage.Presence;

namespace OrleansIm.Storage.Redis.Presence;

/// <summary>The index as other systems read it; docs/cluster.md describes it to them.</summary>
internal static class IndexFormat
{
    public static string Key(string serviceId, string user) => $"{serviceId}:sessions:{user}";

    public static string Channel(string serviceId) => $"{serviceId}:presence";

    public static ReadOnlyMemory<byte> Sessions(IReadOnlyList<IndexedSession> sessions) => Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var session in sessions)
        {
            writer.WriteStartObject();
            writer.WriteString("session", session.Session);
            writer.WriteString("device", session.Device);
            writer.WriteString("class", NameOf(session.Class));
            writer.WriteString("gateway", session.Gateway);
            writer.WriteNumber("since", session.Since);
            writer.WriteBoolean("background", session.Background);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Presence(string user, bool online) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("user", user);
        writer.WriteBoolean("online", online);
        writer.WriteEndObject();
    });

    private static string NameOf(DeviceClass device) => device switch
    {
        DeviceClass.Mobile => "mobile",
        DeviceClass.Tablet => "tablet",
        DeviceClass.Desktop => "desktop",
        DeviceClass.Web => "web",
        _ => "bot",
    };

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }
}
