using System.Buffers;
using OrleansIm.Domain;
using OrleansIm.Domain.People;
using OrleansIm.Protocol.Codec.Seed;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server.Personal;
using OrleansIm.Protocol.Frames.Server;
using OrleansIm.Protocol.Frames.Server.Calls;
using OrleansIm.Protocol.Frames.Server.Groups;
using OrleansIm.Protocol.Frames.Server.People;
using OrleansIm.Protocol.Frames.Server.Schedules;
using OrleansIm.Protocol.Json;

namespace OrleansIm.Protocol.Codec;

/// <summary>Version 1 of the wire, the dialect of the app this server was written for. Stateless: one serves all connections.</summary>
public sealed class SeedCodec : IFrameCodec
{
    public ClientFrame Read(in ReadOnlySequence<byte> frame)
    {
        using var bytes = new FrameBytes(frame);
        if (!bytes.IsUtf8)
        {
            return Broken("Not UTF-8.");
        }

        return Fields.Scan(bytes.Span, SeedFields.Table, out var fields) switch
        {
            ScanResult.Malformed => Broken("Not a JSON text of at most 16 levels."),
            ScanResult.NotObject => Broken("Not a JSON object."),
            ScanResult.Duplicate => new RefusedFrame(null, ErrorCode.Invalid, "A field stands there twice."),
            _ => SeedRequests.Read(ref fields),
        };
    }

    public void Write(ServerFrame frame, IFrameSink output)
    {
        switch (frame)
        {
            case MessagesPush push:
                for (var i = 0; i < push.Items.Count; i++)
                {
                    output.BeginFrame();
                    var json = new JsonOut(output);
                    SeedMessageJson.Write(push.Items[i], ref json);
                    json.Flush();
                    output.EndFrame();
                    SeedMessageJson.RepealEdits(push.Items[i], output);
                }

                break;
            case OfflinePush push:
                WriteOne(push, output);
                foreach (var item in push.Conversations.SelectMany(static conversation => conversation.Messages))
                {
                    SeedMessageJson.RepealEdits(item, output);
                }

                break;
            case ReadPush or DeliveredPush or HistoryReceipt or SearchReceipt or VersionsReceipt or ForwardReceipt or ConversationsReceipt or GroupReceipt or GroupInfoReceipt or GroupMembersReceipt
                or GroupRequestsReceipt or GroupLinkReceipt:
            case TypingPush or ContactReceipt or ContactsReceipt or ProfilesReceipt or PresencePush or PresenceReceipt:
            case ContactPush { Event: not ContactEvent.Request } or ContactPush { Line.Side.State: not ContactState.Incoming }:
            case ConversationPush or ConversationReceipt or DeleteReceipt or DeletedReceipt or SettingsPush or SettingsReceipt or ReadersReceipt:
            case CallPush or CallReceipt or IceServersReceipt:
            case SchedulePush or ScheduleReceipt or ScheduleListReceipt:
            case ActionReceipt { Target: <= 0 } or ActionReceipt { Conversation: null }:
                // Version 1 has no word for these, and nothing to ask for them with.
                break;
            default:
                WriteOne(frame, output);
                break;
        }
    }

    private static void WriteOne(ServerFrame frame, IFrameSink output)
    {
        output.BeginFrame();
        var json = new JsonOut(output);
        SeedFrameJson.Write(frame, ref json);
        json.Flush();
        output.EndFrame();
    }

    private static BrokenFrame Broken(string message) => new(CloseCode.BadFrame, message);
}
