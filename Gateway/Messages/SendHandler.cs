using OrleansIm.Domain.Conversations;
using OrleansIm.Gateway.Routing;
using OrleansIm.Gateway.Sessions;
using OrleansIm.Protocol.Frames.Client;
using OrleansIm.Protocol.Frames.Server;

namespace OrleansIm.Gateway.Messages;

/// <summary>Puts a message on the lane of its conversation; the receipt comes from there.</summary>
internal sealed class SendHandler : IFrameHandler<SendFrame>
{
    public ValueTask<ServerFrame?> HandleAsync(ClientSession session, SendFrame frame)
    {
        var user = session.Facts.User;
        if (frame.ClaimedUser is { } claimed && !string.Equals(claimed, user, StringComparison.Ordinal))
        {
            return Refused(frame, ErrorCode.Forbidden, "You can't send in another's name.");
        }

        var conversation = ConversationCalls.NameOf(frame.To, user);
        if (ConversationId.IsDirect(conversation) && ConversationId.PeerOf(conversation, user) is null)
        {
            return Refused(frame, ErrorCode.NotFound, "There is no such conversation.");
        }

        session.Sends.Add(conversation, frame);
        return new ValueTask<ServerFrame?>((ServerFrame?)null);
    }

    private static ValueTask<ServerFrame?> Refused(SendFrame frame, ErrorCode code, string message) =>
        new(new ErrorFrame(frame.Id, code, message, 0));
}
