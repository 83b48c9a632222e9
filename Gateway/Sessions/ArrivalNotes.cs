using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Receipts;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Tells the conversations of two what has arrived at a user's device. Nothing hangs on it: the cursors go their own way.</summary>
internal static class ArrivalNotes
{
    public static void Tell(IGrainFactory grains, string user, SeqMark[] acks)
    {
        foreach (var (conversation, seq) in acks)
        {
            if (ConversationId.IsDirect(conversation))
            {
                grains.GetGrain<IConversationReceiptsGrain>(GrainKeys.Conversation(conversation)).ReceivedAsync(user, seq).AsTask().Ignore();
            }
        }
    }
}
