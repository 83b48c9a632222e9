using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

/// <summary>What docs/protocol.md promises, the codecs keep: its examples are read here.</summary>
public sealed class DocumentTests
{
    private static readonly string[] Page = File.ReadAllLines(PathOfPage());

    public static TheoryData<string> Native() => [.. Examples("client")];

    public static TheoryData<string> Version1() => [.. Examples("v1-client")];

    public static TheoryData<string> Server() => [.. Examples("server")];

    [Theory]
    [MemberData(nameof(Native))]
    public void Every_example_of_a_client_frame_is_accepted(string json)
    {
        AssertAccepted(Wire.Native, json);
        Assert.False(DialectProbe.IsVersion1(Wire.Whole(json)));
    }

    [Theory]
    [MemberData(nameof(Version1))]
    public void Every_example_of_a_version_1_frame_is_accepted(string json)
    {
        AssertAccepted(Wire.Seed, json);
        Assert.True(DialectProbe.IsVersion1(Wire.Whole(json)));
    }

    [Theory]
    [MemberData(nameof(Server))]
    public void Every_example_of_a_server_frame_is_json(string json)
    {
        using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        Assert.Equal(JsonValueKind.Object, parsed.RootElement.ValueKind);
    }

    [Fact]
    public void Every_request_type_has_an_example()
    {
        var shown = Examples("client").Select(json => JsonDocument.Parse(json).RootElement.GetProperty("type").GetString()!);
        Assert.Empty(NativeCodec.RequestTypes.Except(shown));
    }

    [Theory]
    [InlineData("no.such.request")]
    public void What_the_page_does_not_name_is_an_unknown_type(string type) =>
        Assert.Equal(
            OrleansIm.Domain.ErrorCode.UnknownType,
            Wire.Read<RefusedFrame>(Wire.Native, "{\"type\":\"" + type + "\",\"id\":\"1\"}").Code);

    private static void AssertAccepted(IFrameCodec codec, string json)
    {
        var frame = codec.Read(Wire.Whole(json));
        Assert.False(frame is RefusedFrame or BrokenFrame, $"{json}: {frame}");
    }

    private static IEnumerable<string> Examples(string fence)
    {
        var inside = false;
        foreach (var line in Page)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```json " + fence;
            }
            else if (inside)
            {
                yield return line;
            }
        }
    }

    private static string PathOfPage([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/protocol.md"));
}
