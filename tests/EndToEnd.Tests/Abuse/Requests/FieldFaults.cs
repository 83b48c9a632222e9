using System.Text.Json;
using static OrleansIm.EndToEnd.Tests.Abuse.Requests.FieldKind;

namespace OrleansIm.EndToEnd.Tests.Abuse.Requests;

/// <summary>How a field can be wrong, whoever asks: all of it is answered with <c>invalid</c> or <c>too_large</c>.</summary>
internal static class FieldFaults
{
    private static readonly string[] AnyJson = ["true", "7", "1.5", "\"x\"", "[]", "{}", "[[]]", "[7]", "[{}]", "{\"x\":1}"];

    /// <summary>JSON values that the field must not hold.</summary>
    public static IEnumerable<string> Of(FieldKind kind) => AnyJson.Where(json => !MayBe(kind, json)).Concat(kind switch
    {
        Conversation => Words("", "d:", "d:a", "d:a:b:c", "d:b:a", "g:", "g:../x", "x:a", "d:a b:c", "g:a\u0000", Long(600)),
        Group => Words("", "../x", "a b", Long(65)),
        Target => ["{\"user\":\"a b\"}", "{\"user\":\"\"}", "{\"user\":7}", "{\"group\":\"../x\"}", "{\"user\":\"a\",\"group\":\"b\"}", "{\"conversation\":\"d:a\"}", $"{{\"user\":\"{Long(65)}\"}}"],
        Seq => ["0", "-1", "1e400", "9007199254740992", "99999999999999999999", "\"1\""],
        Seqs => ["[0]", "[-1]", "[1.5]", "[\"1\"]", "[1e400]"],
        User => Words("", "a b", "../x", "b\u043eb", Long(65)),
        Users => ["[\"\"]", "[\"a b\"]", "[\"../x\"]", "[null]", $"[\"{Long(65)}\"]"],
        ClientId => Words("", "a\u0007", Long(65)),
        Content => ["{\"type\":\"text\"}", "{\"type\":\"text\",\"text\":7}", "{\"type\":\"tip\",\"tip\":\"x\",\"text\":\"x\"}", "{\"type\":\"recall\",\"seq\":1,\"by\":\"x\"}", $"{{\"type\":\"text\",\"text\":\"{Long(8193)}\"}}"],
        Text => Words("nul \u0000", Long(40_000)),
        Word => Words("", "nonsense", Long(600)),
        Limit => ["0", "-1", "201", "1e9"],
        Call => Words("", "x", "0a:", ":d:a:b", "0a:d:b:a", "0A:d:a:b", "0a:g:../x", "0a:g:a\u0000", Long(600)),
        Opaque => ["1e400", "{\"a\":1,\"a\":2}", "\"\\u0000\"", "{\"a\":\"\\ud800\"}", $"\"{Long(32_767)}\""],
        Expiry => ["0", "-1", "604801", "31536001", "9007199254740992", "1e400", "\"1\""],
        Number => ["-1", "1e400", "\"1\""],
        _ => [],
    });

    private static bool MayBe(FieldKind kind, string json) => kind switch
    {
        Seq or Limit or Number or Expiry => json == "7",
        Flag => json == "true",
        ClientId or Text or User or Group => json == "\"x\"",
        Users => json == "[]",
        Seqs => json is "[7]" or "[]",
        Opaque => true,
        List => json.StartsWith('['),
        _ => false,
    };

    private static IEnumerable<string> Words(params string[] words) => words.Select(static word => JsonSerializer.Serialize(word));

    private static string Long(int length) => new('x', length);
}
