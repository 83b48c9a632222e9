using OrleansIm.Domain;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Client.Groups;
using OrleansIm.Protocol.Tests.Support;

namespace OrleansIm.Protocol.Tests.Codec;

public sealed class NativeRefusalTests
{
    private const string Content = "\"content\":{\"type\":\"text\",\"text\":\"hi\"}";
    private const string To = "\"to\":{\"user\":\"bob\"}";
    private const string Device = "\"device\":{\"id\":\"d\"}";

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{} {}")]
    [InlineData("{}x")]
    [InlineData("\uFEFF{}")]
    [InlineData("[]")]
    [InlineData("[{}]x")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("42")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{/**/}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("{\"a\":\"\0\"}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12\"}")]
    public void What_is_no_json_object_is_broken(string text) => AssertBroken(Wire.Bytes(text));

    [Fact]
    public void Sixteen_levels_are_read_and_seventeen_are_broken()
    {
        Assert.IsType<HeartbeatFrame>(Wire.Native.Read(new(Nested(15))));
        AssertBroken(Nested(16));

        static byte[] Nested(int lists) =>
            Wire.Bytes("{\"type\":\"heartbeat\",\"x\":" + new string('[', lists) + new string(']', lists) + "}");
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE4, 0xBD })]
    public void What_is_not_utf8_is_broken_wherever_it_stands(byte[] wrong)
    {
        AssertBroken([.. "{\"type\":\"heartbeat\",\"id\":\""u8, .. wrong, .. "\"}"u8]);
        AssertBroken([.. "{\"type\":\"heartbeat\",\"ignored\":\""u8, .. wrong, .. "\"}"u8]);
        AssertBroken([.. "{\"type\":\"heartbeat\",\""u8, .. wrong, .. "\":1}"u8]);
        AssertBroken(
        [
            .. "{\"type\":\"send\",\"id\":\"1\",\"clientId\":\"c\",\"to\":{\"user\":\"bob\"},\"content\":{\"type\":\"text\",\"text\":\""u8,
            .. wrong,
            .. "\"}}"u8,
        ]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"id\":\"7\"}")]
    [InlineData("{\"type\":null}")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":\"heartbeat\",\"type\":\"heartbeat\"}")]
    [InlineData("{\"type\":\"heartbeat\",\"seq\":1,\"s\\u0065q\":2}")]
    [InlineData("{\"type\":\"heartbeat\",\"seq\":null,\"seq\":null}")]
    public void What_has_no_single_meaning_is_invalid(string json) => AssertRefused(json, ErrorCode.Invalid);

    [Theory]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\u001f\"")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")]
    [InlineData("{}")]
    public void A_bad_request_id_is_refused_without_one(string id) =>
        Assert.Null(AssertRefused("{\"type\":\"heartbeat\",\"id\":" + id + "}", ErrorCode.Invalid).Id);

    [Theory]
    [InlineData("\"token\":\"t\"," + Device)]
    [InlineData("\"version\":2," + Device)]
    [InlineData("\"version\":2,\"token\":\"t\"")]
    [InlineData("\"version\":0,\"token\":\"t\"," + Device)]
    [InlineData("\"version\":\"2\",\"token\":\"t\"," + Device)]
    [InlineData("\"version\":2.5,\"token\":\"t\"," + Device)]
    [InlineData("\"version\":2,\"token\":7," + Device)]
    [InlineData("\"version\":2,\"token\":\"\\u0000\"," + Device)]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":\"d\"")]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":{}")]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"a b\"}")]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\",\"id\":\"d\"}")]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\",\"class\":\"fridge\"}")]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\",\"class\":1}")]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\",\"app\":1}")]
    [InlineData("\"version\":2,\"token\":\"t\",\"device\":{\"id\":\"d\",\"app\":\"\\n\"}")]
    [InlineData("\"version\":2,\"token\":\"t\",\"heartbeat\":\"30\"," + Device)]
    [InlineData("\"version\":2,\"token\":\"t\",\"heartbeat\":1.5," + Device)]
    [InlineData("\"version\":2,\"token\":\"t\",\"background\":1," + Device)]
    [InlineData("\"version\":2,\"token\":\"t\",\"capabilities\":\"text\"," + Device)]
    [InlineData("\"version\":2,\"token\":\"t\",\"capabilities\":[1]," + Device)]
    public void A_login_that_lacks_or_twists_something_is_invalid(string rest) =>
        Assert.Equal("7", AssertRefused("{\"type\":\"login\",\"id\":\"7\"," + rest + "}", ErrorCode.Invalid).Id);

    [Theory]
    [InlineData("\"clientId\":\"c\"," + Content)]
    [InlineData("\"clientId\":\"c\",\"conversation\":\"d:a:b\"," + To + "," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":{}," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":[]," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":{\"user\":\"a\",\"group\":\"b\"}," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":{\"user\":\"a\",\"user\":\"b\"}," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":{\"user\":\"a:b\"}," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":{\"user\":7}," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":{\"group\":\"g:\"}," + Content)]
    [InlineData("\"clientId\":\"c\",\"to\":\"bob\"," + Content)]
    [InlineData("\"clientId\":\"c\",\"conversation\":\"d:b:a\"," + Content)]
    [InlineData("\"clientId\":\"c\",\"conversation\":\"d:a\"," + Content)]
    [InlineData("\"clientId\":\"c\",\"conversation\":\"d:a:b:c\"," + Content)]
    [InlineData("\"clientId\":\"c\",\"conversation\":\"d:a:b\\u0000\"," + Content)]
    [InlineData(To + "," + Content)]
    [InlineData("\"clientId\":\"\"," + To + "," + Content)]
    [InlineData("\"clientId\":7," + To + "," + Content)]
    [InlineData("\"clientId\":\"\\u0000\"," + To + "," + Content)]
    [InlineData("\"clientId\":\"\\udc00\"," + To + "," + Content)]
    [InlineData("\"clientId\":\"c\"," + To)]
    [InlineData("\"clientId\":\"c\"," + To + "," + Content + ",\"mentions\":\"bob\"")]
    [InlineData("\"clientId\":\"c\"," + To + "," + Content + ",\"mentions\":[\"*\"]")]
    [InlineData("\"clientId\":\"c\"," + To + "," + Content + ",\"mentions\":[7]")]
    [InlineData("\"clientId\":\"c\"," + To + "," + Content + ",\"mentions\":{}")]
    [InlineData("\"clientId\":\"c\"," + To + "," + Content + ",\"replyTo\":0")]
    [InlineData("\"clientId\":\"c\"," + To + "," + Content + ",\"replyTo\":\"1\"")]
    [InlineData("\"clientId\":\"c\"," + To + "," + Content + ",\"silent\":\"true\"")]
    public void A_send_that_lacks_or_twists_something_is_invalid(string rest) =>
        Assert.Equal("7", AssertRefused("{\"type\":\"send\",\"id\":\"7\"," + rest + "}", ErrorCode.Invalid).Id);

    [Theory]
    [InlineData("send", "\"clientId\":\"c\"," + To + "," + Content)]
    [InlineData("history", "\"conversation\":\"d:a:b\"")]
    [InlineData("conversations", "\"limit\":1")]
    [InlineData("group.create", "\"name\":\"n\"")]
    [InlineData("group.invite", "\"group\":\"G\",\"users\":[\"bob\"]")]
    [InlineData("group.leave", "\"group\":\"G\"")]
    public void A_request_that_only_makes_sense_with_an_answer_needs_an_id(string type, string rest) =>
        Assert.Null(AssertRefused("{\"type\":\"" + type + "\"," + rest + "}", ErrorCode.Invalid).Id);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("15e-1")]
    [InlineData("1e-30")]
    [InlineData("\"5\"")]
    [InlineData("true")]
    [InlineData("[5]")]
    [InlineData("9007199254740992")]
    [InlineData("9223372036854775808")]
    [InlineData("1e400")]
    [InlineData("1.00000000000000000000000000000000001")]
    [InlineData("99999999999999999999999999999999999999999999")]
    public void A_sequence_is_an_integer_from_1_to_two_to_the_53_less_1(string seq)
    {
        AssertRefused("{\"type\":\"read\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"seq\":" + seq + "}", ErrorCode.Invalid);
        AssertRefused("{\"type\":\"recall\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"seq\":" + seq + "}", ErrorCode.Invalid);
        AssertRefused("{\"type\":\"edit\",\"id\":\"7\",\"conversation\":\"d:a:b\"," + Content + ",\"seq\":" + seq + "}", ErrorCode.Invalid);
        AssertRefused("{\"type\":\"edits\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"seq\":" + seq + "}", ErrorCode.Invalid);
        AssertRefused("{\"type\":\"history\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"before\":" + seq + "}", ErrorCode.Invalid);
        AssertRefused("{\"type\":\"ack\",\"items\":[{\"conversation\":\"d:a:b\",\"seq\":" + seq + "}]}", ErrorCode.Invalid);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("50e-1")]
    [InlineData("0.5E1")]
    public void An_integer_may_be_written_in_any_exact_way(string seq) =>
        Assert.Equal(
            5, Wire.Read<ReadFrame>(Wire.Native, "{\"type\":\"read\",\"conversation\":\"d:a:b\",\"seq\":" + seq + "}").Seq);

    [Theory]
    [InlineData("{\"type\":\"state\"}")]
    [InlineData("{\"type\":\"state\",\"background\":\"yes\"}")]
    [InlineData("{\"type\":\"logout\",\"forget\":1}")]
    [InlineData("{\"type\":\"ack\"}")]
    [InlineData("{\"type\":\"ack\",\"items\":{}}")]
    [InlineData("{\"type\":\"ack\",\"items\":[1]}")]
    [InlineData("{\"type\":\"ack\",\"items\":[[]]}")]
    [InlineData("{\"type\":\"ack\",\"items\":[{\"seq\":1}]}")]
    [InlineData("{\"type\":\"ack\",\"items\":[{\"conversation\":\"d:a:b\"}]}")]
    [InlineData("{\"type\":\"ack\",\"items\":[{\"conversation\":\"x\",\"seq\":1}]}")]
    [InlineData("{\"type\":\"ack\",\"items\":[{\"conversation\":\"d:a:b\",\"seq\":1,\"seq\":1}]}")]
    [InlineData("{\"type\":\"history\",\"id\":\"7\"}")]
    [InlineData("{\"type\":\"history\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"before\":1,\"after\":1}")]
    [InlineData("{\"type\":\"history\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"limit\":0}")]
    [InlineData("{\"type\":\"history\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"limit\":201}")]
    [InlineData("{\"type\":\"history\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"after\":-1}")]
    [InlineData("{\"type\":\"conversations\",\"id\":\"7\",\"after\":5}")]
    [InlineData("{\"type\":\"conversations\",\"id\":\"7\",\"after\":\"\\ud800\"}")]
    [InlineData("{\"type\":\"read\",\"conversation\":\"d:a:b\"}")]
    [InlineData("{\"type\":\"read\",\"seq\":1}")]
    [InlineData("{\"type\":\"recall\",\"conversation\":\"alice\",\"seq\":1}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"d:a:b\",\"seq\":1}")]
    [InlineData("{\"type\":\"edit\",\"seq\":1,\"content\":{\"type\":\"text\",\"text\":\"x\"}}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"x\",\"seq\":1,\"content\":{\"type\":\"text\",\"text\":\"x\"}}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"d:a:b\",\"content\":{\"type\":\"text\",\"text\":\"x\"}}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"d:a:b\",\"seq\":1,\"content\":\"x\"}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"d:a:b\",\"seq\":1,\"content\":{\"type\":\"text\",\"text\":\"\"}}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"d:a:b\",\"seq\":1,\"content\":{\"type\":\"text\",\"text\":\"\\ud800\"}}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"d:a:b\",\"seq\":1,\"content\":{\"type\":\"audio\",\"media\":\"m\"}}")]
    [InlineData("{\"type\":\"edit\",\"conversation\":\"d:a:b\",\"seq\":1,\"content\":{\"type\":\"tip\",\"text\":\"x\"}}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"op\":\"add\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":\"\",\"op\":\"add\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":\"a\\u0007\",\"op\":\"add\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":\"\\ud83d\",\"op\":\"add\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":\"0123456789abcdef0123456789abcdef0\",\"op\":\"add\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":5,\"op\":\"add\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":\"+1\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":\"+1\",\"op\":\"toggle\"}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"seq\":1,\"emoji\":\"+1\",\"op\":true}")]
    [InlineData("{\"type\":\"react\",\"conversation\":\"d:a:b\",\"emoji\":\"+1\",\"op\":\"add\"}")]
    [InlineData("{\"type\":\"react\",\"seq\":1,\"emoji\":\"+1\",\"op\":\"add\"}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":5,\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[0],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1.5],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[\"1\"],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1,1],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[null],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":[]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":{\"user\":\"b\"}}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":[\"b\"]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":[{}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":[{\"user\":\"b\",\"group\":\"G\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":[{\"user\":\"a b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":[{\"user\":\"b\",\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"merge\":1,\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"title\":1,\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"id\":\"7\",\"clientId\":\"k\",\"seqs\":[1],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"forward\",\"clientId\":\"k\",\"from\":\"d:a:b\",\"seqs\":[1],\"to\":[{\"user\":\"b\"}]}")]
    [InlineData("{\"type\":\"edits\",\"conversation\":\"d:a:b\",\"seq\":1}")]
    [InlineData("{\"type\":\"edits\",\"id\":\"7\",\"seq\":1}")]
    [InlineData("{\"type\":\"edits\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"seq\":1,\"after\":-1}")]
    [InlineData("{\"type\":\"edits\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"seq\":1,\"limit\":201}")]
    [InlineData("{\"type\":\"group.create\",\"id\":\"7\",\"name\":\"a\\nb\"}")]
    [InlineData("{\"type\":\"group.create\",\"id\":\"7\",\"members\":[\"a b\"]}")]
    [InlineData("{\"type\":\"group.create\",\"id\":\"7\",\"members\":[\"a\"],\"users\":[\"b\"]}")]
    [InlineData("{\"type\":\"group.create\",\"id\":\"7\",\"clientId\":\"\"}")]
    [InlineData("{\"type\":\"group.invite\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.invite\",\"id\":\"7\",\"group\":\"G\",\"users\":[]}")]
    [InlineData("{\"type\":\"group.invite\",\"id\":\"7\",\"users\":[\"bob\"]}")]
    [InlineData("{\"type\":\"group.leave\",\"id\":\"7\",\"group\":\"G\",\"conversation\":\"g:G\"}")]
    [InlineData("{\"type\":\"group.leave\",\"id\":\"7\",\"conversation\":\"d:a:b\"}")]
    [InlineData("{\"type\":\"group.leave\",\"id\":\"7\",\"group\":\"g:a:b\"}")]
    [InlineData("{\"type\":\"group.info\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.members\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.rename\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.announce\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.portrait\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.kick\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.role\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.transfer\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.dissolve\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.mute\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.muteAll\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.slow\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.set\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.join\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.link\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.approve\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.requests\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.info\",\"id\":\"7\"}")]
    [InlineData("{\"type\":\"group.info\",\"id\":\"7\",\"group\":5}")]
    [InlineData("{\"type\":\"group.info\",\"id\":\"7\",\"group\":\"a b\"}")]
    [InlineData("{\"type\":\"group.members\",\"id\":\"7\",\"group\":\"G\",\"after\":\"a b\"}")]
    [InlineData("{\"type\":\"group.members\",\"id\":\"7\",\"group\":\"G\",\"limit\":0}")]
    [InlineData("{\"type\":\"group.members\",\"id\":\"7\",\"group\":\"G\",\"limit\":201}")]
    [InlineData("{\"type\":\"group.rename\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.rename\",\"id\":\"7\",\"group\":\"G\",\"name\":5}")]
    [InlineData("{\"type\":\"group.rename\",\"id\":\"7\",\"group\":\"G\",\"name\":\"a\\tb\"}")]
    [InlineData("{\"type\":\"group.announce\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.announce\",\"id\":\"7\",\"group\":\"G\",\"text\":[]}")]
    [InlineData("{\"type\":\"group.announce\",\"id\":\"7\",\"group\":\"G\",\"text\":\"\\u0000\"}")]
    [InlineData("{\"type\":\"group.portrait\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.pin\",\"id\":\"7\",\"group\":\"G\",\"seq\":1}")]
    [InlineData("{\"type\":\"group.pin\",\"id\":\"7\",\"group\":\"G\",\"on\":true}")]
    [InlineData("{\"type\":\"group.pin\",\"id\":\"7\",\"group\":\"G\",\"seq\":0,\"on\":true}")]
    [InlineData("{\"type\":\"group.pin\",\"id\":\"7\",\"group\":\"G\",\"seq\":1,\"on\":1}")]
    [InlineData("{\"type\":\"group.portrait\",\"id\":\"7\",\"group\":\"G\",\"portrait\":7}")]
    [InlineData("{\"type\":\"group.kick\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.kick\",\"id\":\"7\",\"group\":\"G\",\"users\":[]}")]
    [InlineData("{\"type\":\"group.kick\",\"id\":\"7\",\"group\":\"G\",\"users\":\"bob\"}")]
    [InlineData("{\"type\":\"group.role\",\"id\":\"7\",\"group\":\"G\",\"user\":\"bob\"}")]
    [InlineData("{\"type\":\"group.role\",\"id\":\"7\",\"group\":\"G\",\"role\":\"admin\"}")]
    [InlineData("{\"type\":\"group.role\",\"id\":\"7\",\"group\":\"G\",\"user\":\"bob\",\"role\":\"owner\"}")]
    [InlineData("{\"type\":\"group.role\",\"id\":\"7\",\"group\":\"G\",\"user\":\"a b\",\"role\":\"admin\"}")]
    [InlineData("{\"type\":\"group.transfer\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.transfer\",\"id\":\"7\",\"group\":\"G\",\"user\":[\"bob\"]}")]
    [InlineData("{\"type\":\"group.mute\",\"id\":\"7\",\"group\":\"G\",\"user\":\"bob\"}")]
    [InlineData("{\"type\":\"group.mute\",\"id\":\"7\",\"group\":\"G\",\"until\":5}")]
    [InlineData("{\"type\":\"group.mute\",\"id\":\"7\",\"group\":\"G\",\"user\":\"bob\",\"until\":-1}")]
    [InlineData("{\"type\":\"group.mute\",\"id\":\"7\",\"group\":\"G\",\"user\":\"bob\",\"until\":1.5}")]
    [InlineData("{\"type\":\"group.muteAll\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.muteAll\",\"id\":\"7\",\"group\":\"G\",\"on\":1}")]
    [InlineData("{\"type\":\"group.slow\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.slow\",\"id\":\"7\",\"group\":\"G\",\"seconds\":86401}")]
    [InlineData("{\"type\":\"group.slow\",\"id\":\"7\",\"group\":\"G\",\"seconds\":-1}")]
    [InlineData("{\"type\":\"group.set\",\"id\":\"7\",\"group\":\"G\"}")]
    [InlineData("{\"type\":\"group.set\",\"id\":\"7\",\"group\":\"G\",\"joinBy\":\"magic\"}")]
    [InlineData("{\"type\":\"group.set\",\"id\":\"7\",\"group\":\"G\",\"history\":\"some\"}")]
    [InlineData("{\"type\":\"group.set\",\"id\":\"7\",\"group\":\"G\",\"history\":10001}")]
    [InlineData("{\"type\":\"group.join\",\"id\":\"7\",\"group\":\"G\",\"link\":5}")]
    [InlineData("{\"type\":\"group.join\",\"id\":\"7\",\"group\":\"G\",\"text\":5}")]
    [InlineData("{\"type\":\"group.link\",\"id\":\"7\",\"group\":\"G\",\"expires\":0}")]
    [InlineData("{\"type\":\"group.link\",\"id\":\"7\",\"group\":\"G\",\"revoke\":\"yes\"}")]
    [InlineData("{\"type\":\"group.approve\",\"id\":\"7\",\"group\":\"G\",\"user\":\"bob\"}")]
    [InlineData("{\"type\":\"group.approve\",\"id\":\"7\",\"group\":\"G\",\"accept\":true}")]
    [InlineData("{\"type\":\"group.approve\",\"id\":\"7\",\"group\":\"G\",\"user\":\"bob\",\"accept\":\"yes\"}")]
    public void The_other_requests_are_as_strict(string json) => AssertRefused(json, ErrorCode.Invalid);

    [Fact]
    public void Lists_have_an_end()
    {
        AssertRefused(Acks(1001), ErrorCode.TooLarge);
        Assert.Equal(1000, Wire.Read<AckFrame>(Wire.Native, Acks(1000)).Items.Count);
        AssertRefused(Group(501), ErrorCode.TooLarge);
        Assert.Equal(500, Wire.Read<GroupCreateFrame>(Wire.Native, Group(500)).Members.Count);
        AssertRefused(Mentions(101), ErrorCode.TooLarge);
        Assert.Equal(100, Wire.Read<SendFrame>(Wire.Native, Mentions(100)).Mentions!.Count);

        static string Acks(int count) =>
            "{\"type\":\"ack\",\"items\":[" + Repeat(count, _ => "{\"conversation\":\"d:a:b\",\"seq\":1}") + "]}";

        static string Group(int count) =>
            "{\"type\":\"group.create\",\"id\":\"1\",\"members\":[" + Repeat(count, i => $"\"u{i}\"") + "]}";

        static string Mentions(int count) =>
            "{\"type\":\"send\",\"id\":\"1\",\"clientId\":\"c\"," + To + "," + Content + ",\"mentions\":["
            + Repeat(count, i => $"\"u{i}\"") + "]}";

        static string Repeat(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
    }

    [Fact]
    public void Strings_have_an_end()
    {
        var token = new string('t', 16 * 1024);
        Wire.Read<LoginFrame>(Wire.Native, "{\"type\":\"login\",\"version\":2," + Device + ",\"token\":\"" + token + "\"}");
        AssertRefused("{\"type\":\"login\",\"version\":2," + Device + ",\"token\":\"" + token + "t\"}", ErrorCode.TooLarge);
        var name = new string('组', 128);
        Wire.Read<GroupCreateFrame>(Wire.Native, "{\"type\":\"group.create\",\"id\":\"1\",\"name\":\"" + name + "\"}");
        AssertRefused("{\"type\":\"group.create\",\"id\":\"1\",\"name\":\"" + name + "x\"}", ErrorCode.Invalid);
    }

    [Fact]
    public void Texts_of_groups_have_an_end_in_bytes()
    {
        foreach (var (type, field, longest) in new[] { ("announce", "text", 4096), ("portrait", "portrait", 1024), ("join", "text", 1024) })
        {
            var head = "{\"type\":\"group." + type + "\",\"id\":\"1\",\"group\":\"G\",\"" + field + "\":\"";
            Assert.IsNotType<RefusedFrame>(Wire.Native.Read(Wire.Whole(head + new string('x', longest) + "\"}")));
            AssertRefused(head + new string('x', longest + 1) + "\"}", ErrorCode.TooLarge);
            AssertRefused(head + new string('组', (longest / 3) + 1) + "\"}", ErrorCode.TooLarge);
        }
    }

    [Fact]
    public void A_message_names_the_field_and_never_repeats_what_was_sent()
    {
        var frame = AssertRefused(
            "{\"type\":\"read\",\"id\":\"7\",\"conversation\":\"d:a:b\",\"seq\":\"SECRET\"}", ErrorCode.Invalid);
        Assert.Contains("'seq'", frame.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", frame.Message, StringComparison.Ordinal);
    }

    private static void AssertBroken(byte[] frame)
    {
        var broken = Assert.IsType<BrokenFrame>(Wire.Native.Read(new(frame)));
        Assert.Equal(CloseCode.BadFrame, broken.Code);
        Assert.NotEmpty(broken.Message);
    }

    private static RefusedFrame AssertRefused(string json, ErrorCode code)
    {
        var frame = Wire.Read<RefusedFrame>(Wire.Native, json);
        Assert.True(code == frame.Code, $"{json}: {frame.Code} {frame.Message}");
        Assert.NotEmpty(frame.Message);
        return frame;
    }
}
