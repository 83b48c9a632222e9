using OrleansIm.Gateway.Messages;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Conversations;
using OrleansIm.Protocol.Frames.Client.People;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.People;

/// <summary>The user is writing. Never tried again: the next one comes soon.</summary>
internal sealed class TypingHandler(IGrainFactory grains, TimeProvider time) : IFrameHandler<TypingFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, TypingFrame frame)
    {
        if (!ConversationCalls.IsThinkable(frame.Conversation, session.Facts.User))
        {
            return new(ConversationCalls.Refusal(frame.Id, ErrorCode.NotFound, "There is no such conversation."));
        }

        return session.Typing.TryPass(frame.Conversation, time.GetTimestamp(), time.TimestampFrequency, out var last)
            ? PassOnAsync(session, frame)
            : new(Answer(frame, last));
    }

    private static ServerFrame? Answer(TypingFrame frame, in ActionResult result) =>
        result.Code != ErrorCode.None ? ConversationCalls.Refusal(frame.Id, result.Code, result.Message)
        : frame.Id is null ? null
        : new ActionReceipt(frame.Id, "typing", null, 0, 0, 0);

    private async ValueTask<ServerFrame?> PassOnAsync(ClientSession session, TypingFrame frame)
    {
        var result = await grains.GetGrain<IConversationPeopleGrain>(GrainKeys.Conversation(frame.Conversation)).TypingAsync(session.Facts.User);
        session.Typing.Note(frame.Conversation, result);
        return Answer(frame, result);
    }
}
