using System.Text;
using OrleansIm.Domain.Messages;
using OrleansIm.Protocol.Codec;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Framing;
using OrleansIm.Protocol.Messages;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class FuzzTests
{
    private const int Iterations = 100_000;

    private static readonly SortedDictionary<string, byte[]> Corpus = Load();

    public static TheoryData<string> Names() => [.. Corpus.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_odd_input_gets_an_answer_and_the_same_one_in_pieces(string name)
    {
        foreach (var codec in new IFrameCodec[] { Wire.Native, Wire.Seed })
        {
            var whole = codec.Read(new(Corpus[name]));
            var pieces = codec.Read(Wire.InPieces(Corpus[name], 5));
            AssertSound(whole, Corpus[name]);
            Assert.Equal(whole.GetType(), pieces.GetType());
            Assert.Equal(whole.Id, pieces.Id);
        }

        DialectProbe.IsVersion1(new(Corpus[name]));
    }

    [Theory]
    [InlineData("escape-backslash-u.json", "{\"type\":\"text\",\"text\":\"\\\\u0000\"}")]
    [InlineData("bidi.json", "{\"type\":\"text\",\"text\":\"\u202egnp.exe\u200b\ufeff\"}")]
    [InlineData("number-in-data.json", "{\"type\":\"custom\",\"data\":[1e308,1e-400,-0,0.1e+1,123456789012345678901234567890]}")]
    [InlineData("location.json", "{\"type\":\"location\",\"lat\":-33.9,\"lng\":151.2,\"title\":\"\\\"Opera\\\" \u2028\"}")]
    public void What_only_looks_odd_is_kept_as_it_is(string name, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Assert.IsType<SendFrame>(Wire.Native.Read(new(Corpus[name]))).Content.Span));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_mutation_throws_and_what_is_accepted_is_canonical(int seed)
    {
        var mutator = new Mutator([.. Corpus.Values], seed);
        var kinds = new HashSet<Type>();
        for (var i = 0; i < Iterations; i++)
        {
            var input = mutator.Next();
            var native = Wire.Native.Read(new(input));
            AssertSound(native, input);
            kinds.Add(native.GetType());
            if (i % 4 == 0)
            {
                AssertSound(Wire.Seed.Read(new(input)), input);
            }
        }

        // A fuzzer that only ever makes rubbish proves nothing.
        Assert.Superset(new HashSet<Type> { typeof(SendFrame), typeof(LoginFrame), typeof(BrokenFrame), typeof(RefusedFrame) }, kinds);
    }

    [Fact]
    public void No_byte_stream_upsets_the_frame_reader()
    {
        var mutator = new Mutator([.. Corpus.Values], 3);
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var reader = new FrameReader(100, (FramingKind)random.Next(3));
            var buffer = Wire.InPieces(mutator.Next(), random.Next(1, 50));
            var before = buffer.Length;
            while (reader.TryRead(ref buffer, out var frame) == FrameStatus.Frame)
            {
                Assert.InRange(frame.Length, 1, 100);
                Assert.True(buffer.Length < before);
                before = buffer.Length;
            }
        }
    }

    private static void AssertSound(ClientFrame frame, byte[] input)
    {
        Assert.True(frame is not null, Convert.ToHexString(input));
        if (frame is RefusedFrame refused)
        {
            Assert.NotEmpty(refused.Message);
        }

        if (frame is not SendFrame send)
        {
            return;
        }

        AssertCanonical(send, input);
        AssertShown(send);
    }

    private static void AssertCanonical(SendFrame send, byte[] input)
    {
        byte[] again =
        [
            .. "{\"type\":\"send\",\"id\":\"1\",\"clientId\":\"c\",\"to\":{\"user\":\"bob\"},\"content\":"u8, .. send.Content.Span, .. "}"u8,
        ];
        var reread = Wire.Native.Read(new(again)) as SendFrame;
        Assert.True(
            reread is not null && reread.Kind == send.Kind && reread.Content.Span.SequenceEqual(send.Content.Span),
            Encoding.UTF8.GetString(input));
        Assert.False(send.Content.Span.IndexOf("\\u0000"u8) is >= 0 and var at && (at == 0 || send.Content.Span[at - 1] != (byte)'\\'));
    }

    /// <summary>Whatever was accepted can be shown to both dialects.</summary>
    private static void AssertShown(SendFrame send)
    {
        var item = MessageJson.ToItem(new LogEntry
        {
            Conversation = "d:alice:bob", Seq = 1, Sender = "alice", Time = 1, Kind = send.Kind, Content = send.Content,
            Mentions = send.Mentions, ReplyTo = send.ReplyTo, Silent = send.Silent, Counted = 1,
        });
        var push = new MessagesPush([item, MessageJson.Downgrade(item)]);
        foreach (var codec in new IFrameCodec[] { Wire.Native, Wire.Seed })
        {
            foreach (var line in Wire.Write(codec, push))
            {
                using var parsed = System.Text.Json.JsonDocument.Parse(
                    line, new System.Text.Json.JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            }
        }
    }

    private static SortedDictionary<string, byte[]> Load()
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.json");
        return new(files.ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes), StringComparer.Ordinal);
    }
}
