using System.Text;

namespace OrleansIm.Support.Telemetry;

/// <summary>A span as it left a process.</summary>
/// <param name="Service">The process's service name.</param>
/// <param name="Name">What was done.</param>
/// <param name="Trace">Trace id, hexadecimal.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Parent">Its parent's id; empty for a root.</param>
/// <param name="Tags">Text of its attributes, by key; others than strings and numbers are left out.</param>
public sealed record SeenSpan(string Service, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Reads an ExportTraceServiceRequest (opentelemetry-proto 1.x).</summary>
    public static IEnumerable<SeenSpan> ReadExport(ReadOnlyMemory<byte> message)
    {
        foreach (var resourceSpans in ProtoField.Read(message).Where(static field => field.Number == 1))
        {
            var service = string.Empty;
            foreach (var field in ProtoField.Read(resourceSpans.Bytes))
            {
                if (field.Number == 1)
                {
                    service = Attributes(field.Bytes, 1).GetValueOrDefault("service.name", string.Empty);
                    continue;
                }

                foreach (var span in field.Number == 2 ? ProtoField.Read(field.Bytes).Where(static inner => inner.Number == 2) : [])
                {
                    yield return Read(service, span.Bytes);
                }
            }
        }
    }

    private static SeenSpan Read(string service, ReadOnlyMemory<byte> message)
    {
        var fields = ProtoField.Read(message).ToLookup(static field => field.Number, static field => field.Bytes);
        return new SeenSpan(service, Text(fields[5]), Hex(fields[1]), Hex(fields[2]), Hex(fields[4]), Attributes(message, 9));
    }

    private static Dictionary<string, string> Attributes(ReadOnlyMemory<byte> message, int number)
    {
        Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        foreach (var pair in ProtoField.Read(message).Where(field => field.Number == number))
        {
            var fields = ProtoField.Read(pair.Bytes).ToLookup(static field => field.Number, static field => field.Bytes);
            foreach (var value in ProtoField.Read(fields[2].FirstOrDefault()))
            {
                if (value.Number == 1)
                {
                    attributes[Text(fields[1])] = Encoding.UTF8.GetString(value.Bytes.Span);
                }
                else if (value.Number is 2 or 3)
                {
                    attributes[Text(fields[1])] = value.Varint.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        }

        return attributes;
    }

    private static string Text(IEnumerable<ReadOnlyMemory<byte>> bytes) => Encoding.UTF8.GetString(bytes.FirstOrDefault().Span);

    private static string Hex(IEnumerable<ReadOnlyMemory<byte>> bytes) => Convert.ToHexStringLower(bytes.FirstOrDefault().Span);
}
