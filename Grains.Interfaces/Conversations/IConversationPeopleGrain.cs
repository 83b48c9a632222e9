using OrleansIm.Grains.Interfaces.People;

namespace OrleansIm.Grains.Interfaces.Conversations;

/// <summary>A conversation as the place where people have to do with each other beside messages. Key: <see cref="GrainKeys.Conversation"/>.</summary>
[GrainInterfaceType("im.conversation.people"), Alias("im.IConversationPeopleGrain")]
public interface IConversationPeopleGrain : IGrainWithStringKey
{
    /// <summary>The user is writing: the others who are there are told, in conversations of few. Nothing is kept.</summary>
    [Alias("Typing")]
    ValueTask<ActionResult> TypingAsync(string user);

    /// <summary>One of the two of a direct conversation does something about the other. Stored on return; repeating it is safe.</summary>
    [Alias("Contact")]
    ValueTask<ContactResult> ContactAsync(ContactOrder order);
}
