using System.Collections.Concurrent;
using OrleansIm.Domain.Messages;
using OrleansIm.Domain.Users;
using OrleansIm.Protocol.Codec.Seed;
using OrleansIm.Protocol.Messages;

namespace OrleansIm.Gateway.Sessions;

/// <summary>What a session of version 1 needs beside a message: it has no lists to look into, so each message says whether its conversation is muted.</summary>
internal sealed class SeedEyes(string language)
{
    private readonly ConcurrentDictionary<string, int> _muted = new(StringComparer.Ordinal);

    /// <summary>The user has set, or had set, this for a conversation.</summary>
    public void Set(string conversation, int noDisturb)
    {
        if (noDisturb == (int)NoDisturb.Normal)
        {
            _muted.TryRemove(conversation, out _);
        }
        else
        {
            _muted[conversation] = noDisturb;
        }
    }

    /// <summary>The message as version 1 shows it.</summary>
    public MessageItem Adapt(MessageItem item)
    {
        var shown = language == TipTexts.Default || item.Kind == ContentKind.Recall ? item : SeedLines.InLanguage(item, language);
        return !_muted.IsEmpty && _muted.TryGetValue(MessageJson.ConversationOf(item), out var noDisturb)
            ? SeedLines.WithNoDisturb(shown, noDisturb)
            : shown;
    }
}
