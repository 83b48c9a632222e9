using System.Text;
using OrleansIm.Domain.Messages;

namespace OrleansIm.Micro;

/// <summary>Frames and messages of the size that people really send.</summary>
internal static class Samples
{
    public static readonly byte[] Send = Encoding.UTF8.GetBytes(
        "{\"type\":\"send\",\"id\":\"1234\",\"to\":{\"user\":\"bob\"},\"clientId\":\"8f14e45f-ceea-467f-ab1d-2b3c4d5e6f70\","
        + "\"content\":{\"type\":\"text\",\"text\":\"Are we still meeting at seven? [大笑]\"}}");

    public static readonly byte[] Ack = Encoding.UTF8.GetBytes(
        "{\"type\":\"ack\",\"items\":[{\"conversation\":\"d:alice:bob\",\"seq\":4200}]}");

    public static readonly byte[] Heartbeat = "{\"type\":\"heartbeat\"}"u8.ToArray();

    public static readonly LogEntry Entry = new()
    {
        Conversation = "d:alice:bob",
        Seq = 4200,
        Sender = "alice",
        ClientId = "8f14e45f-ceea-467f-ab1d-2b3c4d5e6f70",
        Time = 1_493_222_400_123,
        Kind = ContentKind.Text,
        Content = Encoding.UTF8.GetBytes("{\"type\":\"text\",\"text\":\"Are we still meeting at seven? [大笑]\"}"),
        Counted = 4000,
    };
}
