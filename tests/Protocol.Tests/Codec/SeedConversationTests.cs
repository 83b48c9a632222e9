using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

/// <summary>
/// Replays recorded sessions of version 1 clients. In a record, lines with <c>&gt;</c> are what the client sends,
/// <c>&lt;</c> what it must get, byte for byte, <c>*</c> what somebody else sends meanwhile, <c>#</c> remarks.
/// </summary>
public sealed class SeedConversationTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conversations");

    public static TheoryData<string> Records() =>
        [.. Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_recorded_session_goes_the_same_way_again(string record)
    {
        var server = new TinyServer();
        var expected = new List<string>();
        var actual = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, record)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var text = line[2..];
            if (line[0] == '<')
            {
                expected.Add(text);
                continue;
            }

            Assert.Equal(expected, actual);
            var frame = Wire.Seed.Read(Wire.Whole(text));
            var answers = line[0] == '*' ? server.Hear(Assert.IsType<SendFrame>(frame)) : server.Answer(frame);
            actual.AddRange(answers.SelectMany(answer => Wire.Write(Wire.Seed, answer)));
        }

        Assert.Equal(expected, actual);
        Assert.NotEmpty(expected);
    }
}
