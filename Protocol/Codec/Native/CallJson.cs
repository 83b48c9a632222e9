using OrleansIm.Domain.Calls;
using OrleansIm.Protocol.Frames.Server.Calls;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Writes what is told of calls.</summary>
internal static class CallJson
{
    public static void Push(CallPush push, ref JsonOut json)
    {
        var news = push.News;
        json.Raw("{\"type\":\"call\""u8);
        json.Field("call", news.Call);
        json.Field("event", WireNames.Of(news.Event));
        json.Field("conversation", push.Conversation);
        if (news.By.Length > 0)
        {
            json.Field("by", news.By);
        }

        if (news.Event is CallEvent.Invite or CallEvent.State)
        {
            json.Field("from", news.Caller);
            json.Field("media", WireNames.Of(news.Media));
            json.Field("time", news.StartedAt);
            json.FieldIfAny("answered", news.AnsweredAt);
            json.FieldIfAny("until", news.RingUntil);
        }

        if (!news.Payload.IsEmpty)
        {
            json.Name(news.Event == CallEvent.Signal ? "data" : "sdp");
            json.Raw(news.Payload.Span);
        }

        Standing(news, ref json);
    }

    public static void Receipt(CallReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Field("call", receipt.Standing.Call);
        json.Field("dup", receipt.Dup);
        json.FieldIfAny("until", receipt.Standing.RingUntil);
        Standing(receipt.Standing, ref json);
    }

    public static void Servers(IceServersReceipt receipt, ref JsonOut json)
    {
        json.Raw("{\"type\":\"receipt\",\"re\":"u8);
        json.String(receipt.Re);
        json.Raw(",\"servers\":["u8);
        for (var i = 0; i < receipt.Servers.Count; i++)
        {
            var server = receipt.Servers[i];
            json.Raw(i == 0 ? "{\"urls\":["u8 : ",{\"urls\":["u8);
            for (var url = 0; url < server.Urls.Count; url++)
            {
                if (url > 0)
                {
                    json.Raw((byte)',');
                }

                json.String(server.Urls[url]);
            }

            json.Raw((byte)']');
            json.FieldIfAny("username", server.Username);
            json.FieldIfAny("credential", server.Credential);
            json.Raw((byte)'}');
        }

        json.Raw((byte)']');
        json.Field("seconds", receipt.Seconds);
    }

    private static void Standing(CallNews news, ref JsonOut json)
    {
        if (news.Outcome != CallOutcome.None)
        {
            json.Field("outcome", WireNames.Of(news.Outcome));
            if (news.Outcome == CallOutcome.Ended)
            {
                json.Field("duration", news.Duration);
            }
        }

        for (var i = 0; i < news.Parties.Length; i++)
        {
            json.Raw(i == 0 ? ",\"parties\":[{\"user\":"u8 : ",{\"user\":"u8);
            json.String(news.Parties[i].User);
            json.Field("state", WireNames.Of(news.Parties[i].State));
            json.FieldIfAny("device", news.Parties[i].Device.Length > 0 ? news.Parties[i].Device : null);
            json.Raw(i == news.Parties.Length - 1 ? "}]"u8 : "}"u8);
        }
    }
}
