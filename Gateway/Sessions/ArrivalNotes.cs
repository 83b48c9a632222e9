using OrleansIm.Domain.Conversations;
using OrleansIm.Grains.Interfaces;
using OrleansIm.Grains.Interfaces.Receipts;
using OrleansIm.Grains.Interfaces.Users;

namespace OrleansIm.Gateway.Sessions;

/// <summary>Tells the conversations of two what has arrived at a user's device. Nothing hangs on it: the cursors go their own way.</summary>
internal static class ArrivalNotes
{
    /// <summary>
    /// Which of these are to be told. Of nothing else: who acknowledges what it was never given must not wake conversations that it has
    /// nothing to do with.
    /// </summary>
    public static SeqMark[] Of(SeqMark[] acks, DeliveryWindow window) =>
        Array.FindAll(acks, ack => ConversationId.IsDirect(ack.Conversation) && window.HighestOf(ack.Conversation) > 0);

    public static void Tell(IGrainFactory grains, string user, SeqMark[] arrived)
    {
        foreach (var (conversation, seq) in arrived)
        {
            grains.GetGrain<IConversationReceiptsGrain>(GrainKeys.Conversation(conversation)).ReceivedAsync(user, seq).AsTask().Ignore();
        }
    }
}
