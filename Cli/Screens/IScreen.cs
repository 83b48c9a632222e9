using System.Threading.Channels;
using OrleansIm.Cli.Client;

namespace OrleansIm.Cli.Screens;

/// <summary>Where a chat is shown, and where its lines are typed.</summary>
internal interface IScreen : IDisposable
{
    /// <summary>What is typed, line by line; completes at the end of the input.</summary>
    ChannelReader<string> Typed { get; }

    /// <summary>What stands before the line being typed.</summary>
    void Prompt(string text);

    /// <summary>An entry of the open conversation.</summary>
    void Message(ChatMessage message, string from, bool isOwn);

    /// <summary>An entry of another conversation, in short.</summary>
    void Elsewhere(Place place, ChatMessage message, string from);

    void ChatList(IReadOnlyList<ChatLine> lines);

    /// <summary>Something that this client says by itself.</summary>
    void Notice(string text);

    void Problem(string text);
}
