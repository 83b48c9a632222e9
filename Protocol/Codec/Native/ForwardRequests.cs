using System.Text.Json;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec.Native;

/// <summary>Reads what sends messages on.</summary>
internal static class ForwardRequests
{
    private const int MaxSeqs = 100;
    private const int MaxTargets = 50;
    private const int MaxTitle = 1024;

    public static ClientFrame Forward(ref Fields fields, string? id)
    {
        fields.Require(NativeFields.Id);
        var clientId = fields.Token(NativeFields.ClientId);
        fields.Require(NativeFields.From);
        var from = Places.Conversation(ref fields, NativeFields.From) ?? string.Empty;
        var seqs = Seqs(ref fields);
        var to = Targets(ref fields);
        return new ForwardFrame(
            id ?? string.Empty, clientId, from, seqs, to, fields.Flag(NativeFields.Merge), fields.Text(NativeFields.Title, MaxTitle));
    }

    private static List<long> Seqs(ref Fields fields)
    {
        var seqs = new List<long>();
        fields.Require(NativeFields.Seqs);
        if (!fields.TryArray(NativeFields.Seqs, out var reader))
        {
            return seqs;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !JsonValue.TryInteger(reader.ValueSpan, out var seq) || seq is < 1 or > JsonValue.MaxInteger)
            {
                fields.Invalid(NativeFields.Seqs, $"must hold integers from 1 to {JsonValue.MaxInteger}");
                break;
            }

            if (seqs.Count == MaxSeqs)
            {
                fields.Fail(Fault.TooLarge($"'seqs' has more than {MaxSeqs} items."));
                break;
            }

            if (seqs.Contains(seq))
            {
                fields.Invalid(NativeFields.Seqs, "names a message twice");
                break;
            }

            seqs.Add(seq);
        }

        if (seqs.Count == 0)
        {
            fields.Invalid(NativeFields.Seqs, "is empty");
        }

        return seqs;
    }

    private static List<Target> Targets(ref Fields fields)
    {
        var targets = new List<Target>();
        fields.Require(NativeFields.To);
        if (!fields.TryArray(NativeFields.To, out var reader))
        {
            return targets;
        }

        var json = fields.RawOf(NativeFields.To);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (targets.Count == MaxTargets)
            {
                fields.Fail(Fault.TooLarge($"'to' has more than {MaxTargets} items."));
                break;
            }

            var start = (int)reader.TokenStartIndex;
            var isName = reader.TokenType == JsonTokenType.String;
            reader.Skip();
            if (isName)
            {
                targets.Add(new Target(null, null, Places.Conversation(ref fields, NativeFields.To, json[start..(int)reader.BytesConsumed])));
                continue;
            }

            if (Fields.Scan(json[start..(int)reader.BytesConsumed], NativeFields.ToTable, out var one) != ScanResult.Ok)
            {
                fields.Invalid(NativeFields.To, "must hold names of conversations, or objects that name one user, one group or one conversation each");
                break;
            }

            targets.Add(Places.TargetOf(ref one));
            if (one.Fault.IsSet)
            {
                fields.Fail(one.Fault);
                break;
            }
        }

        if (targets.Count == 0)
        {
            fields.Invalid(NativeFields.To, "is empty");
        }

        return targets;
    }
}
