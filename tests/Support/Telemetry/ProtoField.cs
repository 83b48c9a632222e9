using System.Buffers.Binary;

namespace OrleansIm.Support.Telemetry;

/// <summary>One field of a protocol buffers message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Varint">Its value, if it is a number.</param>
/// <param name="Bytes">Its value, if it has a length.</param>
public readonly record struct ProtoField(int Number, ulong Varint, ReadOnlyMemory<byte> Bytes)
{
    public static IEnumerable<ProtoField> Read(ReadOnlyMemory<byte> message)
    {
        while (!message.IsEmpty)
        {
            var tag = TakeVarint(ref message);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return new ProtoField(number, TakeVarint(ref message), default);
                    break;
                case 1:
                    yield return new ProtoField(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span), default);
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)TakeVarint(ref message);
                    yield return new ProtoField(number, 0, message[..length]);
                    message = message[length..];
                    break;
                case 5:
                    yield return new ProtoField(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span), default);
                    message = message[4..];
                    break;
                default:
                    throw new FormatException($"No protocol buffers message: tag {tag}.");
            }
        }
    }

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> message)
    {
        var (value, shift, at) = (0UL, 0, 0);
        byte next;
        do
        {
            next = message.Span[at++];
            value |= (ulong)(next & 0x7f) << shift;
            shift += 7;
        }
        while ((next & 0x80) != 0);

        message = message[at..];
        return value;
    }
}
