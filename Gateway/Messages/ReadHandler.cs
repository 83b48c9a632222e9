using OrleansIm.Gateway.Conversations;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Users;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Moves the user's read cursor.</summary>
internal sealed class ReadHandler(ConversationCalls calls, OwnSettingsCalls settings, IGrainFactory grains) : IFrameHandler<ReadFrame>
{
    public async ValueTask<ServerFrame?> HandleAsync(ClientSession session, ReadFrame frame)
    {
        var result = await settings.ReadReceiptsAsync(session)
            ? await calls.ActAsync(session, frame.Conversation, frame.Seq, static (grain, action) => grain.ReadAsync(action))
            : await calls.ActAsync(
                session, frame.Conversation, frame.Seq, static (grain, action) => grain.ReadAsync(action with { Quiet = true }));
        session.Writes.Read(frame.Conversation, result.Seq);
        if (result is { Code: ErrorCode.None, Dup: true })
        {
            // A cursor that moves takes a mark off by itself; one that is there already has been looked at all the same.
            await grains.GetGrain<IUserChatsGrain>(GrainKeys.User(session.Facts.User)).UnmarkAsync(session.Facts.Session, frame.Conversation);
        }

        return ConversationCalls.Answer(frame.Id, "read", frame.Conversation, result, target: 0);
    }
}
