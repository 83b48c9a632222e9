namespace OrleansIm.Grains.Interfaces.Receipts;

/// <summary>A conversation, as it hears of what has arrived at its members' devices.</summary>
[GrainInterfaceType("im.conversation.receipts"), Alias("im.IConversationReceiptsGrain")]
public interface IConversationReceiptsGrain : IGrainWithStringKey
{
    /// <summary>A device of the member has everything up to <paramref name="seq"/>. Cumulative; may be lost, and said twice.</summary>
    [Alias("Received")]
    ValueTask ReceivedAsync(string user, long seq);
}
