using System.Text;

namespace OrleansIm.Protocol.Tests.Support;

/// <summary>Makes odd inputs out of known ones; the same seed makes the same inputs.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, int seed)
{
    private static readonly byte[][] Tokens =
        [.. new[]
        {
            "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude00", "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0",
            "1e400", "9007199254740992", "1.5", "\"type\":\"send\"", "\"id\":\"1\"", "\"content\":{}", "\"seq\":1", "{}", "[]", "\"\"",
            "\"a\":1,\"a\":2", "\r\n", "\uFEFF", "嗨", "😀", "d:a:b", "g:G", "\"messageType\":\"normal\"", "\"media\":\"m\"",
        }.Select(Encoding.UTF8.GetBytes)];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var bytes = new List<byte>(corpus[_random.Next(corpus.Count)]);
        if (bytes.Count > 2000)
        {
            bytes.RemoveRange(2000, bytes.Count - 2000);
        }

        for (var steps = _random.Next(1, 6); steps > 0; steps--)
        {
            Mutate(bytes);
        }

        return [.. bytes];
    }

    private void Mutate(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(_random.Next(1, 12), bytes.Count - at);
        switch (_random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
            default:
                var other = corpus[_random.Next(corpus.Count)];
                var start = _random.Next(other.Length + 1);
                bytes.InsertRange(at, other[start..Math.Min(other.Length, start + _random.Next(60))]);
                break;
        }
    }
}
