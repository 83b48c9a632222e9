namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>The way to a conversation's grain for those who ask for every message.</summary>
public static class ConversationGrains
{
    private static readonly GrainType Type = GrainType.Create("im.conversation");
    private static readonly GrainInterfaceType Interface = GrainInterfaceType.Create("im.conversation");

    /// <summary>
    /// The grain of a conversation. The names are given because <c>GetGrain&lt;T&gt;</c> reads the attributes of the interface
    /// at each call: a fiftieth of the CPU of a message.
    /// </summary>
    public static IConversationGrain Conversation(this IGrainFactory grains, string conversation) =>
        (IConversationGrain)grains.GetGrain(GrainId.Create(Type, GrainKeys.Conversation(conversation)), Interface);
}
