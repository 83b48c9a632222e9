using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Writes who is there.</summary>
internal static class PresenceJson
{
    public static void Push(PresencePush push, ref JsonOut json)
    {
        json.Raw("{\"type\":\"presence\",\"user\":"u8);
        Line(push.Line, ref json);
    }

    public static void Receipt(PresenceReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Raw(",\"items\":["u8);
        for (var i = 0; i < receipt.Items.Count; i++)
        {
            json.Raw(i == 0 ? "{\"user\":"u8 : ",{\"user\":"u8);
            Line(receipt.Items[i], ref json);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
    }

    private static void Line(in PresenceLine line, ref JsonOut json)
    {
        json.String(line.User);
        json.Field("online", !line.Classes.IsEmpty);
        json.Raw(",\"classes\":["u8);
        var first = true;
        foreach (var one in line.Classes.ToClasses())
        {
            if (!first)
            {
                json.Raw((byte)',');
            }

            first = false;
            json.String(WireNames.Of(one));
        }

        json.Raw((byte)']');
        json.Field("lastSeen", line.LastSeen);
    }
}
