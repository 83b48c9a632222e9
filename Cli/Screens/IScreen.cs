using System.Threading.Channels;
using OrleansIm.Cli.Client;

namespace OrleansIm.Cli.Screens;

/// <summary>Where a chat is shown, and where its lines are typed.</summary>
internal interface IScreen : IDisposable
{
    /// <summary>True if nobody looks on, and the exit code has to tell that something went wrong.</summary>
    bool IsForScripts { get; }

    /// <summary>What is typed, line by line; completes at the end of the input.</summary>
    ChannelReader<string> Typed { get; }

    /// <summary>Which conversation is open; null for none.</summary>
    void Opened(Place? place);

    /// <summary>Who has read the user's newest message in the open conversation, <paramref name="seq"/>; nobody yet if empty.</summary>
    void Readers(long seq, IReadOnlyList<string> users);

    /// <summary>An entry of the open conversation; <paramref name="justSent"/>: typed here, and the server has it now.</summary>
    void Message(ChatMessage message, string from, bool isOwn, bool justSent);

    /// <summary>An entry of another conversation, in short.</summary>
    void Elsewhere(Place place, ChatMessage message, string from, bool justSent);

    /// <summary>Typed, and not yet known to the server; <paramref name="isHeldUp"/>: there is no connection at the moment.</summary>
    void Waiting(OutgoingMessage message, bool isHeldUp);

    /// <summary>No longer waiting, for better or worse.</summary>
    void Settled(OutgoingMessage message);

    void ChatList(IReadOnlyList<ChatLine> lines);

    /// <summary>Something that this client says by itself.</summary>
    void Notice(string text);

    void Problem(string text);
}
